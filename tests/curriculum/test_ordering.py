"""Articles stand as in the Convention, wherever the database keeps them."""

from curriculum.ordering import in_the_convention


def test_articles_stand_in_the_order_of_the_convention():
    shuffled = ["12", "9.4", "42", "9", "2", "9.3"]

    assert sorted(shuffled, key=in_the_convention) == ["2", "9", "9.3", "9.4", "12", "42"]
