import pytest, os
from pathlib import Path
from datetime import date
from playwright.sync_api import sync_playwright
from assessments import scope, vault
from assessments.people import operations as people
from assessments.models import Participant
from tests.builders import make_facility, make_posting, make_unit, make_cohort, make_enrolment, make_user
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]="true"
DATA=Path("/work/main/tests/data")
OUT="/tmp/peopleshots"
@pytest.mark.django_db(transaction=True)
def test_look(live_server, client):
    vault.ensure_key_file()
    f=make_facility(code="AYA",name="Centro de Ayacucho"); make_facility(name="Otro")
    u=make_user(username="coordinadora"); make_posting("coordinator",f,user=u)
    client.force_login(u); cookie=client.cookies["sessionid"].value
    with sync_playwright() as p:
        b=p.chromium.launch(executable_path="/usr/bin/chromium",args="--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split())
        for w in (360,1280):
            ctx=b.new_context(viewport={"width":w,"height":800},locale="es"); ctx.add_cookies([{"name":"sessionid","value":cookie,"url":live_server.url}])
            pg=ctx.new_page()
            def shot(n): pg.screenshot(path=f"{OUT}/{n}_{w}.png",full_page=True)
            errs=[]; pg.on("console",lambda m: errs.append(m.text) if m.type in("error","warning") else None)
            pg.goto(live_server.url+"/workspace/people/"); shot("list_empty") if w==360 else shot("list")
            pg.goto(live_server.url+"/workspace/people/import/"); shot("import")
            pg.set_input_files("input[type=file]", str(DATA/"participants_ayacucho.xlsx")); pg.click("main form button[type=submit]"); pg.wait_for_load_state(); shot("check_bad")
            pg.goto(live_server.url+"/workspace/people/import/")
            pg.set_input_files("input[type=file]", str(DATA/("participants_ayacucho_corrected.xlsx" if w==360 else "participants_ayacucho_corrected.csv"))); pg.click("main form button[type=submit]"); pg.wait_for_load_state(); shot("check_good" if w==360 else "check_questions")
            if w==360:
                pg.click("[data-confirm]"); pg.wait_for_load_state(); shot("done")
                pg.goto(live_server.url+"/workspace/people/"); shot("list")
            with scope.use(scope.system("builders")):
                person=Participant.objects.filter(stays__facility=f).order_by("code").first()
            if w==360:
                make_enrolment(make_cohort(f), person)
            pg.goto(live_server.url+f"/workspace/people/{person.code}/"); shot("detail")
            for n in ("name","consent","move","consent/measures/withdraw"):
                pg.goto(live_server.url+f"/workspace/people/{person.code}/{n}/"); shot(n.replace("/","_"))
            pg.goto(live_server.url+"/workspace/people/add/"); shot("add")
            pg.click("main form[method=post] button[type=submit]"); pg.wait_for_load_state(); shot("add_errors")
            pg.goto(live_server.url+"/workspace/people/ABC234/"); shot("mistyped")
            print(w, errs, pg.evaluate("document.documentElement.scrollWidth"))
        b.close()
