"""A drawing, its hands and Python's half of them between a clock and a connection of the test's own.

Luck does not find what happens when an answer crosses the next edit, when the drawing is mounted anew in the middle
of a drag or when the server is started anew between two steps.  Here the drawing stands in an empty page whose clock
the test turns; what it sends waits in a line from which the test takes, drops, doubles and reorders; and behind it
stands Python's own `Hand` with a session of the test's.
"""

import copy
import itertools
import json
from dataclasses import asdict
from datetime import datetime

import pytest
import streamlit
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from components.hand import Hand
from components.module import MODULE
from components.network_graph import GraphLook, Picture
from core.serialization import network_from_text, network_to_text
from figures.theme import LIGHT

FIRST = {"network": "2-2-1 relu 1 1 0 1 1 -1 identity 1 -2 0", "inputs": [1, 0]}
# What other controls make of the network: other weights, and another shape.
OTHERS = ("2-2-1 relu 3 1 0 1 1 -1 identity 1 -2 0", "2-3-1 relu 1 1 0 1 1 -1 4 4 4 identity 1 -2 5 0")
HANDLES = ("weight from x1 to h1", "bias of y", "input x1")
LOOK = asdict(GraphLook(palette=LIGHT, window=((-2.0, 2.0), (-2.0, 2.0)), picture=Picture())) | {"activations": {}}

STAGE = """async (source) => {
  const load = async () => {
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    window.drawing = await import(url);
    return drawing.drawings.networkGraph;
  };
  let [mount, root, end, component, page] = [null, null, null, null, 0];
  const stage = (window.stage = {
    line: [],
    state: null,
    sent: null,
    async load() {
      mount = await load();
    },
    /** Another element, as when Streamlit draws the page anew; the old one is gone before its end is told. */
    show(data, isEndLate) {
      const before = end;
      root?.host.remove();
      root = document.body.appendChild(document.createElement("div")).attachShadow({ mode: "open" });
      if (!isEndLate) before?.();
      stage.hear(data);
      if (isEndLate) before?.();
    },
    hear(data) {
      const here = page;
      component = {
        data,
        parentElement: root,
        setStateValue: (name, edit) => {
          if (page === here) stage.send({ edit: (stage.state = edit) });
        },
        setTriggerValue: () => {},
      };
      end = mount(component);
    },
    /** As Streamlit does it: the end of a call comes when the next one has begun, or when it is yet to come. */
    hearAgain(data, isEndEarly) {
      const before = end;
      if (isEndEarly) before();
      stage.hear(data);
      if (!isEndEarly) before();
    },
    end: () => end(),
    /** The tab goes to another page: whatever still runs on the last one reaches nobody. */
    leave() {
      page += 1;
      root?.host.remove();
      end = root = null;
      stage.line = [];
      stage.state = stage.sent = null;
    },
    /** As Streamlit does it: with the component's state as it is, and the address that Python sent last. */
    send: (message) => stage.line.push({ edit: stage.state, address: stage.sent ?? stage.address(), ...message }),
    all: (selector) => [...root.querySelectorAll(selector)],
    find: (name) => stage.all("[role=slider]").find((node) => node.getAttribute("aria-label") === name),
    name: (node) => node.getAttribute("aria-label") ?? node.textContent,
    button: (name) => stage.all("button").find((node) => stage.name(node) === name),
    address: () => new URLSearchParams(location.search).get("entry"),
    canvas: () => root.querySelector(".frame canvas"),
    focused: () => (document.activeElement === root.host ? root.activeElement?.getAttribute("aria-label") : null),
    values: () => stage.all("[role=slider]").map((node) => Number(node.getAttribute("aria-valuenow"))),
    point(type, target, x, y) {
      const at = { bubbles: true, composed: true, cancelable: true, clientX: x, clientY: y };
      const buttons = type === "pointerup" ? 0 : 1;
      const pointer = { pointerId: 7, pointerType: "mouse", button: 0, buttons };
      target.dispatchEvent(new PointerEvent(type, { ...at, ...pointer }));
      if (type === "pointerup") target.dispatchEvent(new MouseEvent("click", at));
    },
    key(target, key, options = {}) {
      const event = { key, bubbles: true, composed: true, cancelable: true, ...options };
      target.dispatchEvent(new KeyboardEvent("keydown", event));
    },
    active: () => root?.activeElement ?? document.body,
  });
  await stage.load();
}"""


class Server:
    """Python's half: what a page does with its hand, without the widgets."""

    def __init__(self, monkeypatch, key: str, address: str | None, component_state=None):
        self.state = {} if component_state is None else {f"{key}": {"edit": component_state}}
        monkeypatch.setattr(streamlit, "session_state", self.state)
        self.key, self.hand = key, Hand(key, self._read)
        self.entry = json.loads(address) if address else copy.deepcopy(FIRST)
        # What the server takes for the browser's address.
        self.believed = address

    @staticmethod
    def _read(entry):
        match entry:
            case {"network": str(text), "inputs": list(inputs)}:
                return {"network": network_to_text(network_from_text(text)), "inputs": inputs}

    def take(self, message: dict) -> None:
        """A rerun: the component's state, and with it perhaps another control that was used."""
        self.believed = message["address"]
        if message["edit"] and self.state.get(self.key) != {"edit": message["edit"]}:
            self.state[self.key] = {"edit": message["edit"]}
            finished = self.hand.hear()
            if finished is not None:
                self.entry = finished
        if "put" in message:
            self.hand.drop()
            inputs = self.entry["inputs"]
            self.entry = {"network": message["put"], "inputs": inputs}

    def answer(self) -> dict:
        shown = self.hand.held() or self.entry
        self.state["entry"] = json.dumps(self.entry)
        # As Streamlit does it: an address that the browser is thought to have is not sent.
        address = None if self.state["entry"] == (self.believed or json.dumps(FIRST)) else self.state["entry"]
        self.believed = self.state["entry"]
        words = {"key": self.key, "base": FIRST["network"], "baseInputs": FIRST["inputs"], "alt": "A network."}
        return {
            "data": LOOK | words | shown | self.hand.protocol(shown, "entry"),
            "address": address,
        }


class World:
    """A browser, a connection and a server; every method is a step that a generated story may take."""

    keys = itertools.count()

    def __init__(self, page, monkeypatch):
        self.page, self.monkeypatch = page, monkeypatch
        self.key = f"story-{next(self.keys)}"
        self.server = Server(monkeypatch, self.key, None)
        self.answers, self.is_cut = [], False
        self.let_go, self.is_holding = [], False
        self.run("stage.leave()")
        self.go_to(None)
        self.server.believed = None
        self.run("(data) => stage.show(data, false)", self.server.answer()["data"])
        self.frame()

    def run(self, script: str, argument=None):
        return self.page.evaluate(script, argument)

    @property
    def n_told(self) -> int:
        """How much of what Python was told has yet to come there."""
        return self.run("stage.line.length")

    @property
    def address(self) -> str | None:
        return self.run("stage.address()")

    def go_to(self, address: str | None) -> None:
        self.run("(it) => history.replaceState(null, '', it ? `?entry=${encodeURIComponent(it)}` : '?')", address)

    def send_address(self, address: str | None) -> None:
        self.go_to(address)
        self.run("(it) => (stage.sent = it)", address)

    def frame(self) -> None:
        self.page.clock.run_for(20)

    # What hands do

    def hold(self, name: str, way: int) -> None:
        if self.is_holding or not self.run("(name) => Boolean(stage.find(name))", name):
            return
        self.run(
            """([name, way]) => {
              stage.point("pointerdown", stage.find(name), 100, 100);
              stage.point("pointermove", window, 100 + way, 100);
            }""",
            [name, way],
        )
        self.is_holding = True

    def move(self, way: int) -> None:
        if self.is_holding:
            self.run("(way) => stage.point('pointermove', window, 100 + way, 100)", way)

    def release(self) -> None:
        if self.is_holding:
            self.run("stage.point('pointerup', window, 100, 100)")
            self.is_holding = False

    def escape(self) -> None:
        self.run("stage.key(stage.active(), 'Escape')")

    def press(self, name: str) -> None:
        self.run(
            "(name) => { const it = stage.find(name); if (it) { it.focus(); stage.key(it, 'ArrowUp'); } }",
            name,
        )

    def type(self, name: str, number: str) -> None:
        self.run(
            """([name, number]) => {
              const it = stage.find(name);
              if (!it) return;
              it.focus();
              stage.key(it, number[0]);
              const field = it.querySelector("input");
              if (!field) return;
              field.value = number;
              field.dispatchEvent(new Event("input"));
              stage.key(field, "Enter");
            }""",
            [name, number],
        )

    def click(self, name: str) -> None:
        self.run("(name) => stage.button(name).click()", name)

    def wait(self, milliseconds: int) -> None:
        self.page.clock.run_for(milliseconds)

    # What happens between browser and server

    def put(self, text: str) -> None:
        """Another control is used: it is told with the component's state as it is."""
        self.run("(put) => stage.send({ put })", text)

    def serve(self) -> None:
        """All that waits is one rerun: the last state, and every control that was used."""
        line = self.run("() => stage.line.splice(0)")
        if not line:
            return
        for message in line:
            if "put" in message or message is line[-1]:
                self.server.take(message)
        self.answers.append(self.server.answer())

    def hear(self, is_end_early: bool = False) -> None:
        if self.answers:
            self.arrive()
            answer = self.answers.pop(0)
            self.run("([data, isEarly]) => stage.hearAgain(data, isEarly)", [answer["data"], is_end_early])

    def hear_address(self, address: dict) -> None:
        """Python says what it has said before, and another address with it."""
        data = self.server.answer()["data"] | {"address": address}
        self.run("(data) => stage.hearAgain(data, false)", data)

    def arrive(self) -> None:
        """The address of an answer comes before the rest of it."""
        if self.answers and self.answers[0]["address"]:
            self.send_address(self.answers[0]["address"])
            self.answers[0] = {**self.answers[0], "address": None}

    def double(self) -> None:
        self.run("stage.line.push(...stage.line.slice(-1))")
        self.answers += self.answers[-1:]

    def reorder(self) -> None:
        self.run("stage.line.some((message) => 'put' in message) || stage.line.reverse()")
        # The address comes with an answer, but by a way of its own, in order.
        addresses = [answer["address"] for answer in self.answers]
        self.answers = [
            {**answer, "address": address} for answer, address in zip(self.answers[::-1], addresses, strict=True)
        ]

    def cut(self) -> None:
        """The connection is lost with all that is on its way."""
        self.run("stage.line = []")
        self.answers.clear()
        self.is_cut = True

    def restart(self) -> None:
        """A server that was started anew knows the address and the states that the browser sends along."""
        self.cut()
        self.server = Server(self.monkeypatch, self.key, self.address, self.run("stage.state"))

    def remount(self, is_late: bool) -> None:
        name = self.run("stage.focused()")
        self.is_holding = False
        self.run("([data, isLate]) => stage.show(data, isLate)", [self.server.answer()["data"], is_late])
        self.frame()
        if name and self.run("(name) => Boolean(stage.find(name))", name):
            assert self.run("stage.focused()") == name

    def reload(self) -> None:
        """Another session; what the tab has stored stays."""
        self.release()
        self.cut()
        self.run("async () => { stage.leave(); await stage.load(); }")
        self.server = Server(self.monkeypatch, self.key, self.address)
        self.run("(data) => stage.show(data, false)", self.server.answer()["data"])
        self.frame()

    # The end

    def quiet(self) -> None:
        """Everything is let go, told, answered and drawn."""
        self.release()
        self.page.clock.run_for(600)
        if self.is_cut:
            self.run("stage.send({})")
        for _ in range(20):
            self.serve()
            while self.answers:
                self.hear()
            self.page.clock.run_for(400)
            self.serve()
            while self.answers:
                self.hear()
            self.page.clock.run_for(3600)
            if not self.n_told:
                return
        raise AssertionError("The drawing and Python go on telling each other.")

    def stored(self) -> dict:
        return json.loads(self.run("(key) => sessionStorage.getItem(`crease-edits-${key}`)", self.key))


def flat(text: str, inputs) -> list[float]:
    """The numbers of an entry in the order of the drawing: the weights, then what stands under the tiles."""
    network = network_from_text(text)
    weights = [value for layer in network.layers for value in layer.weights.ravel()]
    below = [list(inputs)[: network.sizes[0]], *(layer.bias for layer in network.layers)]
    return weights + [float(value) for layer in below for value in layer]


def assert_agreed(world: World) -> None:
    """Drawing, address, storage and Python say the same."""
    entry = world.server.entry
    assert json.loads(world.address or json.dumps(FIRST)) == entry
    assert world.run("stage.values()") == pytest.approx(flat(entry["network"], entry["inputs"]))
    assert world.stored()["settled"] == entry


@pytest.fixture(scope="module")
def stage(browser, base_url):
    """One for all tests, as for all stories of one: a world begins with an empty stage and a name of its own."""
    page = browser.new_page()
    page.clock.install(time=datetime(2026, 1, 1))
    # Any place of an origin of its own, where the tab can store something.
    page.goto(f"{base_url}/_stcore/health")
    page.evaluate(STAGE, MODULE)
    # From here on time passes only when the test says so.
    page.clock.pause_at(datetime(2026, 1, 1, 1))
    yield page
    page.close()


NAMES = st.sampled_from(HANDLES)
STEPS = st.one_of(
    st.tuples(st.just("hold"), NAMES, st.integers(-90, 90)),
    st.tuples(st.just("move"), st.integers(-90, 90)),
    st.tuples(st.just("press"), NAMES),
    st.tuples(st.just("type"), NAMES, st.sampled_from(["-2.125", "5", "0", "0,5"])),
    st.tuples(st.just("click"), st.sampled_from(["Undo", "Redo", "Reset", "Version A", "Version B"])),
    st.tuples(st.just("put"), st.sampled_from(OTHERS)),
    st.tuples(st.just("wait"), st.sampled_from([20, 120, 600, 1600, 4000])),
    *(st.tuples(st.just(name), st.booleans()) for name in ("hear", "remount")),
    *(
        st.tuples(st.just(name))
        for name in ("release", "escape", "serve", "arrive", "double", "reorder", "cut", "restart", "reload")
    ),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], print_blob=True)
@given(story=st.lists(STEPS, max_size=25))
@example(story=[("type", HANDLES[0], "-2.125"), ("serve",), ("remount", True), ("hear",), ("escape",)])
@example(story=[("hold", HANDLES[0], 40), ("wait", 4000), ("serve",), ("hear", True), ("move", 60)])
@example(story=[("press", HANDLES[0]), ("hold", HANDLES[1], 40), ("wait", 600), ("move", 60)])
@example(story=[("hold", HANDLES[0], 3), ("remount", True)])
@example(story=[("type", HANDLES[0], "5"), ("serve",), ("click", "Undo"), ("hear",), ("serve",)])
@example(story=[("wait", 300), ("put", OTHERS[0]), ("serve",), ("arrive",), ("wait", 600), ("serve",), ("hear",)])
def test_whatever_the_order_in_the_end_drawing_address_and_python_say_the_same(stage, monkeypatch, story):
    world = World(stage, monkeypatch)
    for name, *arguments in story:
        getattr(world, name)(*arguments)
    world.quiet()
    assert_agreed(world)


@pytest.fixture
def world(stage, monkeypatch):
    return World(stage, monkeypatch)


def value(world: World, name: str) -> float:
    return float(world.run("(name) => stage.find(name).getAttribute('aria-valuenow')", name))


def canvas_box(world: World) -> dict:
    return world.run("stage.canvas().getBoundingClientRect().toJSON()")


def test_escape_ends_a_drag_over_the_picture_and_no_click_brings_it_back(world):
    box = canvas_box(world)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    world.page.mouse.move(x, y)
    world.page.mouse.down()
    world.page.mouse.move(x + 40, y - 40, steps=4)
    world.frame()
    assert value(world, "input x1") != 1
    world.page.keyboard.press("Escape")
    world.page.mouse.move(x + 60, y - 60)
    world.page.mouse.up()
    world.frame()
    assert value(world, "input x1") == 1
    assert world.stored()["done"] == []
    # A click by itself does bring the input there.
    world.page.mouse.click(x, y)
    world.frame()
    assert value(world, "input x1") == pytest.approx(0, abs=0.5)


def test_a_drag_that_follows_a_key_at_once_is_an_edit_of_its_own(world):
    world.press(HANDLES[0])
    world.hold(HANDLES[1], 40)
    world.wait(600)
    # The key's moment is over, and the drag is not.
    world.move(60)
    world.frame()
    assert [len(world.stored()["done"]), value(world, HANDLES[1])] == [1, 1.2]
    world.release()
    assert len(world.stored()["done"]) == 2
    world.click("Undo")
    world.frame()
    assert [value(world, name) for name in HANDLES[:2]] == [1.1, 0]


def test_what_is_being_typed_goes_on_in_a_drawing_that_is_mounted_anew(world):
    world.run("(name) => { const it = stage.find(name); it.focus(); stage.key(it, '-'); }", HANDLES[0])
    world.page.keyboard.type("2.1")
    for is_late in (False, True):
        world.remount(is_late)
    world.page.keyboard.type("25")
    world.page.keyboard.press("Enter")
    world.frame()
    assert value(world, HANDLES[0]) == -2.125
    assert world.run("stage.focused()") == HANDLES[0]
    world.page.keyboard.press("Escape")
    world.frame()
    assert value(world, HANDLES[0]) == 1


def test_a_call_that_streamlit_ends_before_the_next_one_takes_nothing_from_the_hand(world):
    """Two words of Python in quick succession: the keyboard was nowhere for some milliseconds, and Esc was lost."""
    world.type(HANDLES[0], "-2.125")
    world.serve()
    world.run("stage.end()")
    world.wait(20)
    assert world.run("stage.focused()") == HANDLES[0]
    world.page.keyboard.press("Escape")
    world.frame()
    assert value(world, HANDLES[0]) == 1
    world.hear()
    world.hold(HANDLES[1], 40)
    world.run("stage.end()")
    world.move(60)
    world.frame()
    assert [len(world.stored()["done"]), value(world, HANDLES[1])] == [0, 1.2]


def test_a_drawing_whose_element_is_taken_away_after_its_end_lets_go_of_what_its_hand_held(world):
    world.hold(HANDLES[1], 40)
    world.run("stage.end()")
    world.page.evaluate("document.querySelectorAll('body > div').forEach((host) => host.remove())")
    world.wait(2000)
    assert len(world.stored()["done"]) == 1


def test_a_slider_that_is_dragged_makes_one_edit_of_all_its_values(world):
    def say(number: int) -> None:
        world.put(f"2-2-1 relu {number} 1 0 1 1 -1 identity 1 -2 0")
        world.serve()
        world.hear()

    world.run("document.body.dataset.slide = '1'")
    for number in (2, 3, 4):
        say(number)
    assert len(world.stored()["done"]) == 1
    world.frame()
    world.click("Undo")
    world.quiet()
    assert_agreed(world)
    assert value(world, HANDLES[0]) == 1
    world.run("document.body.dataset.slide = '2'")
    for number in (5, 6):
        say(number)
    assert len(world.stored()["done"]) == 1
    world.run("delete document.body.dataset.slide")
    for number in (7, 8):
        say(number)
    assert len(world.stored()["done"]) == 3


PYTHON_S = {"entry": "what Python has"}


def test_an_address_that_streamlit_has_kept_back_is_mended_without_a_word_to_python(world):
    """Asked for one, Python told all controls once more what it had: a slider that was moving went back."""
    world.send_address("another")
    world.hear_address(PYTHON_S)
    world.wait(300)
    assert world.address == "another"
    world.wait(200)
    assert [world.address, world.n_told] == [PYTHON_S["entry"], 0]
    world.hear_address({"entry": ""})
    world.wait(500)
    assert [world.address, world.run("location.search")] == [None, ""]


def test_an_address_that_a_control_has_changed_since_is_left_to_it(world):
    world.hear_address(PYTHON_S)
    world.wait(300)
    world.go_to("the visitor's")
    world.wait(3000)
    assert world.address == "the visitor's"


def test_an_address_is_not_mended_under_a_hand_that_drags_a_slider(world):
    """Streamlit would make an entry of the history of it, in the middle of the drag."""
    world.run("document.body.dataset.sliding = 'x'")
    world.hear_address(PYTHON_S)
    world.wait(3000)
    assert world.address is None
    world.run("delete document.body.dataset.sliding")
    world.wait(500)
    assert world.address == PYTHON_S["entry"]


def test_an_address_is_not_mended_while_another_drawing_waits_for_its_answer(world):
    world.run("""() => {
      window.other = new drawing.Edits("other");
      other.attach({ root: document.body, send() {}, redraw() {} });
      other.settle({ at: 4 });
    }""")
    world.hear_address(PYTHON_S)
    world.wait(1200)
    assert world.address is None
    world.run("other.detach(other.drawing)")
    world.wait(500)
    assert world.address == PYTHON_S["entry"]


def test_what_comes_from_others_is_looked_at_when_nothing_else_is_under_way(world):
    """A look in the midst of an answer brings what the controls had before it: a lecturer's press was undone."""
    world.run("""() => {
      window.pulse = new drawing.Pulse(document.body);
      pulse.looks = 0;
      pulse.trigger = () => (pulse.looks += 1);
      pulse.update({ every: 400 });
    }""")

    def looks_after(milliseconds: int) -> int:
        before = world.run("pulse.looks")
        world.wait(milliseconds)
        return world.run("pulse.looks") - before

    assert looks_after(2000) in (4, 5)
    world.type(HANDLES[0], "5")
    assert looks_after(1000) == 0
    world.serve()
    assert looks_after(1000) == 0
    world.hear()
    assert looks_after(2000) in (4, 5)
    world.run("document.body.dataset.testScriptState = 'running'")
    assert looks_after(1000) == 0
    world.run("delete document.body.dataset.testScriptState")
    assert looks_after(100) == 1
    world.page.keyboard.press("Shift")
    assert looks_after(290) == 0
    world.run("pulse.close()")
    assert looks_after(2000) == 0


def test_python_hears_of_a_hand_where_it_rests_and_once_a_second_at_most(world):
    world.hold(HANDLES[0], 10)
    for way in range(100):
        world.move(way)
        world.wait(50)
    assert world.n_told == 0
    world.wait(120)
    assert world.n_told == 1
    world.serve()
    world.hear()
    world.move(20)
    world.wait(800)
    assert world.n_told == 0
    world.wait(200)
    assert world.n_told == 1


def test_what_is_let_go_is_told_when_python_has_answered_what_it_was_told_before(world):
    """Told sooner it brings what the controls had before the answer, and Streamlit takes it for the visitor's."""
    world.type(HANDLES[0], "5")
    world.type(HANDLES[1], "2")
    world.click("Undo")
    world.click("Redo")
    world.wait(1000)
    assert world.n_told == 1
    world.serve()
    world.hear()
    world.wait(50)
    assert world.n_told == 1
    world.serve()
    assert flat(**{"text": world.server.entry["network"], "inputs": [1, 0]})[0] == 5
    world.hear()
    world.quiet()
    assert_agreed(world)


def test_what_is_let_go_while_a_script_runs_is_told_at_its_end(world):
    world.run("document.body.dataset.testScriptState = 'running'")
    world.type(HANDLES[0], "5")
    world.wait(1000)
    assert world.n_told == 0
    world.run("delete document.body.dataset.testScriptState")
    world.wait(50)
    assert world.n_told == 1


def test_nobody_waits_for_python_for_ever(world):
    world.run("document.body.dataset.testScriptState = 'running'")
    world.type(HANDLES[0], "5")
    world.wait(1600)
    assert world.n_told == 1
    world.type(HANDLES[1], "2")
    world.wait(1600)
    assert world.n_told == 2
    world.run("delete document.body.dataset.testScriptState")


def test_who_goes_to_another_page_while_python_works_is_told_before(world):
    world.type(HANDLES[0], "5")
    world.type(HANDLES[1], "2")
    world.run("stage.end()")
    world.run("root => document.querySelectorAll('body > div').forEach((host) => host.remove())")
    world.wait(1100)
    assert world.n_told == 2


def test_presses_of_a_key_are_one_edit_until_a_moment_has_passed(world):
    for _ in range(3):
        world.press(HANDLES[0])
        world.wait(400)
    world.wait(200)
    world.press(HANDLES[0])
    world.wait(600)
    assert len(world.stored()["done"]) == 2


def test_a_new_size_waits_until_the_keys_have_rested(world):
    """The number that has the keyboard was made anew between two presses, which made two edits of them."""
    data = world.server.answer()["data"]
    heights = "[...document.body.lastElementChild.shadowRoot.querySelectorAll('.stage')].map((it) => it.clientHeight)"
    before = world.run(heights)
    world.press(HANDLES[0])
    world.run("([data]) => stage.hearAgain(data, false)", [data | {"height": 0.8 * data["height"]}])
    world.frame()
    world.press(HANDLES[0])
    world.frame()
    assert world.run(heights) == before
    world.wait(600)
    assert world.run(heights) < before
    assert [len(world.stored()["done"]), value(world, HANDLES[0])] == [1, 1.2]
