"""What the scripts in components/shell/browser take for granted of Streamlit's own page.

They lean on it as it is in the one minor version that requirements.txt allows.  When another one is tried, these
tests say which script no longer fits, and why.
"""

from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from harness.page import ASKING, IDLE
from lessons import STEPS
from tests.browser.test_pages import INK
from tests.browser.wire import Wire

STATES = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  window.states = [app?.dataset.testScriptState];
  new MutationObserver(() => states.push(app.dataset.testScriptState))
    .observe(app, { attributeFilter: ["data-test-script-state"] });
}"""
SLIDERS = """() => [...document.querySelectorAll('[data-testid="stSlider"]')].map((slider) => {
  const inputs = slider.querySelectorAll('input[type="range"]');
  let thumb = inputs[0];
  while (thumb && thumb !== slider && !thumb.style.left.endsWith("%")) thumb = thumb.parentElement;
  return { inputs: inputs.length, hasThumb: Boolean(thumb && thumb !== slider) };
})"""
# Over the wrapper of history.js: so it is Streamlit's own calls that are kept.
PUSHES = """() => {
  window.pushes = [];
  const push = window.history.pushState;
  window.history.pushState = (state, title, url) => {
    const { pathname, search } = new URL(url ?? "", location.href);
    pushes.push(pathname + search);
    push(state, title, url);
  };
}"""


def test_the_page_says_whether_a_script_runs(new_app):
    """The server's messages come one a frame: those of a quick rerun may all come in one, and nothing is seen."""
    messages = []

    def keep(to_page) -> None:
        to_page.connect_to_server().on_message(lambda message: messages.append((to_page, message)))

    def states() -> list[str]:
        if messages:
            to_page, message = messages.pop(0)
            to_page.send(message)
        return app.page.evaluate("window.states")

    app = new_app(keep=keep)
    app.page.goto(f"{app.base_url}/activations")
    slider = app.page.get_by_test_id("stSlider").get_by_role("slider", name="Probe x")
    app.eventually(lambda: [states(), messages, slider.count(), app.page.locator(IDLE).count()] == [None, [], 1, 1])
    app.page.evaluate(STATES)
    slider.press("ArrowRight")
    app.eventually(
        lambda: states()[:3] == ["notRunning", "running", "notRunning"],
        "live_sliders.js waits for a busy server by data-test-script-state of stApp, which was to go from "
        "notRunning to running and back: a drag would send values faster than they are answered.",
    )


def test_what_is_asked_is_under_way_until_its_last_answer_is_drawn(app):
    """The tests wait for that: before the server begins to answer, Streamlit's page says that nothing runs."""
    app.page.evaluate(
        """(asking) => {
          const browsers = window.WebSocket;
          window.WebSocket = class extends EventTarget { send() {} };
          new Function(asking)();
          window.socket = new WebSocket();
          window.WebSocket = browsers;
        }""",
        f"return {ASKING}",
    )

    def asks(message: BackMsg) -> None:
        app.page.evaluate("(bytes) => socket.send(new Uint8Array(bytes))", [*message.SerializeToString()])

    def answered(message: ForwardMsg) -> None:
        message.hash, message.metadata.cacheable = "a" * 200, True
        app.page.evaluate(
            """(bytes) => {
              socket.dispatchEvent(new MessageEvent("message", { data: new Uint8Array(bytes).buffer }));
            }""",
            [*message.SerializeToString()],
        )
        app.frame()

    def is_under_way() -> bool:
        return app.page.evaluate("document.documentElement.matches('[data-asking]')")

    page = ForwardMsg()
    page.delta.new_element.text.body = "x" * 300
    asks(BackMsg(load_git_info=True))
    assert not is_under_way()
    for end in (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY):
        asks(BackMsg(rerun_script=ClientState(query_string="x=2")))
        for message in (page, ForwardMsg(script_finished=ForwardMsg.FINISHED_EARLY_FOR_RERUN)):
            answered(message)
            assert is_under_way()
        answered(ForwardMsg(script_finished=end))
        assert not is_under_way()


def test_a_slider_is_one_range_input_in_a_thumb_that_stands_at_a_share_of_its_track(app):
    app.open("/activations")
    sliders = app.page.evaluate(SLIDERS)
    assert len(sliders) >= 3 and all(slider == {"inputs": 1, "hasThumb": True} for slider in sliders), (
        'live_sliders.js looks in stSlider for one input[type="range"] and, around it, for the thumb whose left is '
        f"in %, and found {sliders}: a picture would follow the hand only when it lets go."
    )


def test_a_page_change_is_pushed_in_several_steps_and_is_one_entry(new_app):
    # A browser keeps fifty entries and counts no further, so this needs a tab with a short history.
    app = new_app().open("/activations?x=2")
    app.page.evaluate(PUSHES)
    before = app.page.evaluate("history.length")
    app.page.get_by_role("link", name="Collapse").first.click()
    app.page.wait_for_function("location.pathname === '/collapse'")
    app.settle()
    pushes = app.page.evaluate("pushes")
    assert len(pushes) >= 2 and pushes[-1].startswith("/collapse"), (
        "history.js makes one entry of the two or three steps in which Streamlit pushes a page change, "
        f"and the steps were {pushes}: it may no longer be needed, or join what does not belong together."
    )
    assert app.page.evaluate("history.length") == before + 1, (
        f"history.js made more than one entry of {pushes}: going back would stop at a page without its values."
    )


def test_the_page_says_whether_it_is_connected(app, stoppable):
    app.open("/activations")
    page = app.page.get_by_test_id("stApp")
    sentence = (
        "reconnect.js reads data-test-connection-state of stApp, CONNECTED and not: with another word a page would "
        "ignore every control after its server was started anew."
    )
    expect(page, sentence).to_have_attribute("data-test-connection-state", "CONNECTED")
    stoppable.stop()
    expect(page, sentence).not_to_have_attribute("data-test-connection-state", "CONNECTED")
    stoppable.start()
    expect(page, sentence).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=60_000)


def test_what_was_shown_before_is_there_for_who_goes_back_while_an_answer_is_on_its_way(new_app):
    """The server names a film instead of sending it again, because the browser still had it when it asked."""
    wire = Wire()
    app = new_app(reduced_motion="reduce", keep=wire.keep)
    app.open("/training")
    film = app.page.locator(".film")
    first = film.get_attribute("data-film")
    sizes = app.page.get_by_role("textbox", name="Hidden layers")

    def ask(text: str) -> None:
        sizes.fill(text)
        sizes.press("Enter")

    ask("4")
    expect(film).not_to_have_attribute("data-film", first)
    app.settle()
    wire.is_held = True
    ask("5")
    app.eventually(lambda: len(wire.ends) == 1, "Nothing is on its way")
    ask("8")
    app.eventually(lambda: len(wire.ends) == 2, "The first film was not asked for")
    wire.give_back()
    expect(film).to_have_attribute("data-film", first)
    app.settle()
    expect(sizes).to_have_value("8")
    app.assert_sound()


def test_what_a_page_that_was_left_asks_for_leaves_the_next_one_alone(new_app):
    """A drawing tells again, or a room is looked for, in the moment in which one page follows another."""
    wire = Wire()
    app = new_app(reduced_motion="reduce", keep=wire.keep)
    # The last page's run gave way, and the next one's has ended.
    followed = [ForwardMsg.FINISHED_EARLY_FOR_RERUN, ForwardMsg.FINISHED_SUCCESSFULLY]
    app.open(f"/activations?guide={len(STEPS['activations'])}&answer=1&present=true")
    wire.is_held = True
    app.page.keyboard.press("ArrowRight")
    app.eventually(lambda: wire.ends[-2:] == followed, "No page follows")
    server, asked = wire.asked[-1]
    server.send(asked)
    wire.give_back()
    question = app.page.locator(".guide .question")
    expect(question).to_have_text(STEPS["network"][0].question)
    # What is answered now comes after whatever was asked for before.
    app.page.keyboard.press("ArrowRight")
    app.heard()
    app.settle()
    # Hidden where nothing but the step is shown.
    expect(app.page.locator("h1")).to_be_attached()
    app.assert_sound()


def test_a_scheme_that_turns_waits_for_the_answer_to_what_a_hand_has_done(new_app):
    """The whole page's run would end the one that has heard of a press and is about to lead on."""
    wire = Wire()
    app = new_app(reduced_motion="reduce", keep=wire.keep)
    app.open(f"/activations?guide={len(STEPS['activations'])}&answer=1&present=true")
    wire.is_held, before = True, len(wire.asked)
    app.page.keyboard.press("ArrowRight")
    app.eventually(lambda: len(wire.asked) == before + 1, "The press is not told")
    app.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    # It would be told at the second frame.
    for _ in range(5):
        app.frame()
    assert len(wire.asked) == before + 1
    wire.give_back()
    expect(app.page.locator(".guide .question")).to_have_text(STEPS["network"][0].question)
    app.eventually(lambda: any("script-scheme" in name for name in wire.told_last), "The scheme is never told")
    app.settle()
    assert app.page.locator(".graph .stage").first.evaluate("node => getComputedStyle(node).color") == INK["dark"]
    app.assert_sound()


def test_a_page_whose_connection_is_given_up_is_loaded_again_as_its_address_has_it(new_app):
    to_pages = []

    def keep(to_page) -> None:
        to_pages.append(to_page)
        to_page.connect_to_server().on_message(to_page.send)

    app = new_app(reduced_motion="reduce", keep=keep)
    app.open("/training?epochs=50")
    app.page.evaluate("window.isFirst = true")
    to_pages[-1].send("no message of Streamlit's")
    app.page.wait_for_function("!window.isFirst")
    app.settle()
    expect(app.page.get_by_role("textbox", name="Epochs")).to_have_value("50")
    # Not over and over.
    app.page.evaluate("window.isSecond = true")
    to_pages[-1].send("no message of Streamlit's")
    expect(app.page.get_by_test_id("stApp")).to_have_attribute("data-test-connection-state", "DISCONNECTED_FOREVER")
    assert app.page.evaluate("window.isSecond")


def test_the_keyboard_reaches_a_wide_formula_from_its_first_moment(app):
    """No frame passes in which it is there and cannot be moved sideways by keys."""
    app.open("/xor")
    order = app.page.evaluate("""async () => {
      const box = document.createElement("div");
      box.innerHTML = '<b class="katex-display" style="display: block; width: 9em; overflow: auto"><i>w·x</i></b>';
      box.querySelector("i").style.cssText = "display: inline-block; width: 20em";
      document.querySelector(".stMainBlockContainer").append(box);
      await Promise.resolve();
      const { tabIndex } = box.firstChild;
      box.remove();
      return tabIndex;
    }""")
    assert order == 0
