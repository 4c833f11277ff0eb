"""What is shared: a link that hides controls, its code, and a lesson of one's own."""

import pytest

from components.qr import code_of
from lessons import STEPS
from lessons.text import MOST_PACKED, OwnStep, pack, read_lesson, write_lesson
from scenes.guided import filled
from scenes.guided.own import text_of
from scenes.guided.sharing import EXAMPLE
from tests.drawings import tell
from tests.pages.test_steps import guide

OWN = "page: xor\nquestion: Why?\naddress: ?gate=OR\n\npage: home\nquestion: And here?\naddress: ?bent=0\n"


def styles(app) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def test_a_link_hides_controls_that_keep_what_they_are_set_to(open_page):
    app = open_page("build", hide="neurons, target", neurons="4")
    assert not app.warning
    assert ".st-key-neurons, .stMainBlockContainer .st-key-target { display: none; }" in styles(app)
    assert app.slider(key="neurons").value == 4


@pytest.mark.parametrize("name", ["neurones", "guide-moved", "</style><script>"])
def test_a_name_that_is_no_control_of_the_page_gets_a_sentence_and_the_others_are_hidden(open_page, name):
    app = open_page("build", hide=f"neurons, {name}")
    assert "is no control of this page." in app.warning[0].value
    assert app.session_state["hide"] == "neurons"
    assert name not in styles(app)


def test_what_a_link_hides_is_of_its_page_alone(open_page):
    app = open_page("build", hide="neurons")
    app.switch_page("pages/xor.py").run()
    assert app.session_state["hide"] == ""
    assert not app.warning


def test_a_link_opens_its_own_lesson_which_leads_over_pages(open_page):
    app = open_page("xor", lesson=pack(OWN), guide="1")
    assert [step["question"] for step in guide(app, "xor")["steps"]] == ["Why?", "And here?"]
    assert guide(app, "xor")["own"]
    tell(app, "guide-xor", {"at": 2, "pressed": 0, "present": 0, "serial": 1, "done": True})
    assert app.title[0].value.startswith("Why do neural networks")
    assert guide(app, "home")["entry"]["at"] == 2
    assert app.session_state["bent"] == 0
    tell(app, "guide-home", {"at": 1, "pressed": 0, "present": 0, "serial": 1, "done": True})
    assert app.title[0].value == "XOR"
    assert app.session_state["lesson"] == pack(OWN)


def test_a_lesson_that_cannot_be_read_is_told_of_wherever_it_comes_from(open_page):
    app = open_page("xor")
    app.session_state["lesson"] = "no lesson"
    app.run()
    assert not app.exception
    assert app.error


@pytest.mark.parametrize("key", ["versions", "border"])
def test_a_step_that_sets_what_the_page_before_it_has_is_reached(open_page, key):
    app = open_page("home", lesson=pack(f"page: xor\nquestion: Why?\naddress: ?{key}=true\n"))
    tell(app, "guide-home", {"at": 1, "pressed": 0, "present": 0, "serial": 1, "done": True})
    assert app.title[0].value == "XOR"
    assert f"“{key}” is nothing that this page can set." in app.warning[0].value


def test_a_link_to_a_step_of_another_page_goes_there(open_page):
    app = open_page("build")
    app.query_params["lesson"], app.query_params["guide"] = pack(OWN), "1"
    app.switch_page("pages/xor.py").run()
    assert app.title[0].value == "XOR"


@pytest.mark.parametrize(
    ("packed", "words"),
    [("nonsense", "This is no lesson"), (pack("page: xor\nquestion ?"), "Line 2: “question ?” begins with none of")],
)
def test_a_lesson_that_cannot_be_read_gets_a_sentence_and_ours_is_there(open_page, packed, words):
    app = open_page("xor", lesson=packed)
    assert words in app.warning[0].value
    assert len(guide(app, "xor")["steps"]) == len(STEPS["xor"])


def test_what_a_step_cannot_set_is_named_with_its_line(open_page):
    text = "# mine\npage: build\nquestion: Why?\naddress: ?neurons=4&neurone=3\nthen: ?neurons=900\n"
    app = open_page("build", lesson=pack(text))
    assert not app.warning
    tell(app, "guide-build", {"at": 1, "pressed": 1, "present": 0, "serial": 1, "done": True})
    said = app.warning[0].value
    assert "The step in line 2: “neurone” is nothing that this page can set." in said
    assert "The step in line 2: `neurons = 900` cannot be used" in said
    assert app.slider(key="neurons").value == 8


def test_a_lesson_that_is_too_long_for_an_address_stays_open_in_the_visit(open_page):
    app = open_page("xor")
    random = "".join(chr(0x4E00 + (index * 7919) % 20000) for index in range(6000))
    lines = "\n\n".join(f"page: xor\nquestion: {random[start : start + 300]}" for start in range(0, 6000, 300))
    assert len(pack(lines)) > MOST_PACKED
    app.session_state["shared-link"] = "http://a.b/xor"
    app.run()
    app.file_uploader(key="lesson-file").upload("lesson.txt", lines.encode(), "text/plain").run()
    assert len(guide(app, "xor")["steps"]) == 20
    assert not app.session_state["lesson"]
    assert "too long for a link" in app.info[0].value


@pytest.mark.parametrize(
    ("data", "words"), [(b"page: xor\n\xff", "Line 2: this is no text"), (b"#" * 300_000, "The file is too long")]
)
def test_a_file_that_is_no_text_gets_a_sentence(data, words):
    with pytest.raises(ValueError, match=words):
        text_of(data)


def test_a_code_says_the_link_and_there_is_none_for_a_link_that_is_too_long():
    assert code_of("http://a.b/xor?guide=3").startswith("<svg")
    assert code_of("http://a.b/" + "x" * 3000) == ""


def test_what_is_shared_comes_with_its_code_and_with_what_is_to_be_said_of_it(open_page):
    app = open_page("xor")
    for link, said in (("http://a.b/xor", ""), ("http://localhost:1/xor", "this computer alone"),
                       ("http://a.b/" + "x" * 3000, "too long for a code")):  # fmt: skip
        app.session_state["shared-link"] = link
        app.run()
        shared = guide(app, "xor")["shared"]
        assert shared["link"] == link
        assert said in shared["said"]


def test_our_steps_are_there_as_a_file_to_begin_with(open_page):
    text = write_lesson(OwnStep("xor", step) for step in STEPS["xor"])
    app = open_page("xor", lesson=pack(text))
    assert [step["question"] for step in guide(app, "xor")["steps"]] == [step.question for step in STEPS["xor"]]


def test_the_example_opens_and_its_steps_set_what_they_say(open_page):
    text = EXAMPLE.read_text()
    placed = read_lesson(text, list(STEPS))
    assert len(placed) == 5
    for place, own in enumerate(placed, 1):
        app = open_page(own.page, **filled(own.step.address), lesson=pack(text), guide=str(place))
        assert not app.warning
        assert guide(app, own.page)["entry"]["at"] == place
