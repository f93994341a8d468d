# Aliases for dev.py, which needs no make.
.PHONY: demo test check gates bench screens lock messages
demo test check gates bench screens lock messages:
	@python3 dev.py $@
