"""A hall: a lecturer and two phones, each a browser of its own."""

import re

import pytest
from playwright.sync_api import expect

from lessons import STEPS
from lessons.text import pack
from tests.browser.conftest import App

XOR = STEPS["xor"]
# The lines that are on the wall, as the dots of the canvas that have any colour.
DOTS = """(canvas) => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data
  .filter((value, at) => at % 4 === 3 && value).length"""


def button(app: App, name: str):
    return app.page.get_by_role("button", name=name, exact=True)


def question(app: App):
    return app.page.locator(".guide .question")


@pytest.fixture
def lecturer(new_app):
    """Somebody who has opened a room, at the question how many corners the best line gets."""
    app = new_app().open("/xor?guide=3&present=true")
    button(app, "Open a room").click()
    app.address_comes(lambda address: "host=" in address, "The address has no secret")
    return app


@pytest.fixture
def come(new_app, lecturer):
    """come() is somebody with a phone who comes by the code."""
    code = re.search("room=([A-Z0-9]+)", lecturer.address)[1]

    def one() -> App:
        phone = new_app(has_touch=True)
        phone.page.set_viewport_size({"width": 390, "height": 844})
        phone.open(f"/?room={code.lower()}")
        expect(question(phone)).to_have_text(XOR[2].question)
        return phone

    return one


@pytest.fixture
def phone(come):
    return come()


@pytest.fixture
def phones(come):
    return [come(), come()]


def test_a_hall_predicts_tries_and_sees_itself(lecturer, phones):
    wall = lecturer.page.locator(".hall")
    counts = wall.locator(".bar .count")
    expect(lecturer.page.locator(".st-key-room-row")).to_contain_text("2 people")
    lecturer.page.get_by_role("radio", name="Hall").click()
    expect(wall.locator(".heading")).to_have_text(XOR[2].question)

    # Both predict; the wall says how many, and what only with the answer.
    for phone, option in zip(phones, XOR[2].options, strict=False):
        phone.page.locator(".guide .answer").get_by_text(option.text, exact=True).click()
    expect(wall.locator("h3").first).to_have_text("2 people have answered")
    expect(counts).to_have_text(["?", "?", "?"])
    lecturer.page.keyboard.press("PageDown")
    expect(counts).to_have_text(["1", "1", "0"])
    expect(wall.locator("[data-right]")).to_contain_text("3")

    # Phones go on with the lecture, and all lines that they try arrive on the wall.
    lecturer.page.keyboard.press("PageDown")
    for phone in phones:
        expect(question(phone)).to_have_text(XOR[3].question)
    expect(wall.locator(".caption")).to_have_text("Nobody has tried yet")
    canvas = wall.locator("canvas").first
    before = canvas.evaluate(DOTS)
    dragged, pressed = phones
    x, y = dragged.grab(dragged.page.locator(".grip.line"))
    dragged.page.mouse.move(x + 20, y + 30, steps=3)
    dragged.page.mouse.up()
    bias = pressed.handle("bias of y")
    bias.focus()
    pressed.page.keyboard.press("ArrowUp")
    expect(wall.locator(".caption")).to_have_text(re.compile(r"\d+ tries by 2 people: best 3 of 4"))
    lecturer.eventually(lambda: canvas.evaluate(DOTS) > before, "No line is on the wall")
    for app in (lecturer, *phones):
        app.assert_sound()


def test_a_code_is_typed_on_a_phone_within_two_taps_and_a_wrong_one_is_said_there(lecturer, new_app):
    code = re.search("room=([A-Z0-9]+)", lecturer.address)[1]
    phone = new_app(has_touch=True)
    phone.page.set_viewport_size({"width": 390, "height": 844})
    phone.open("/")
    button(phone, "Join a room").tap()
    field = phone.page.get_by_label("Room code")
    field.tap()
    field.fill("ace fhj")
    field.press("Enter")
    expect(phone.page.get_by_text("There is no room ACE FHJ")).to_be_visible()
    field.fill(f"{code[:3].lower()} {code[3:]}")
    field.press("Enter")
    expect(question(phone)).to_have_text(XOR[2].question)
    phone.eventually(lambda: f"room={code}" in phone.address, "A reload would lose the room")
    phone.settle()
    button(phone, "Leave").tap()
    expect(phone.page.locator(".st-key-room-row")).to_have_count(0)
    phone.eventually(lambda: "room=" not in phone.address, "The address has a room that was left")
    phone.assert_sound()


def test_a_phone_follows_a_lesson_of_its_lecturers_own(lecturer, phone):
    lesson = pack("page: activations\nquestion: One?\n\npage: build\nquestion: Two?\n")
    lecturer.open(lecturer.address.replace("guide=3", "guide=1") + f"&lesson={lesson}")
    expect(question(phone)).to_have_text("One?")
    phone.address_comes(lambda address: f"lesson={lesson}" in address, "The address is no link to it")
    expect(question(lecturer)).to_have_text("One?")
    lecturer.page.keyboard.press("PageDown")
    expect(question(lecturer)).to_have_text("Two?")
    expect(question(phone)).to_have_text("Two?")
    phone.address_comes(lambda address: f"lesson={lesson}" in address, "The address is no link to it")
    assert "/build?" in phone.address
    for app in (lecturer, phone):
        app.assert_sound()


def test_the_code_is_on_the_wall_without_the_secret_and_a_room_ends_for_all(lecturer, phones):
    lecturer.page.get_by_role("radio", name="Code").click()
    picture = lecturer.page.get_by_role("img", name="QR code")
    expect(picture).to_be_visible()
    address = re.search("room=([A-Z0-9]+)", lecturer.address)[0]
    expect(picture).to_have_attribute("alt", f"QR code of {lecturer.base_url}/?{address}")
    secret = re.search("host=([^&]+)", lecturer.address)[1]
    assert secret not in lecturer.page.locator("body").inner_text()
    lecturer.page.get_by_role("radio", name="Lesson").click()
    button(lecturer, "End the room").click()
    lecturer.address_comes(lambda address: "room=" not in address, "The address has a room that is none any more")
    for phone in phones:
        expect(phone.page.get_by_text("or it has ended")).to_be_visible()
        # The lesson is theirs as before.
        expect(question(phone)).to_have_text(XOR[2].question)
        phone.assert_sound()
