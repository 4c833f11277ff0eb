"""What people do with their hands."""

from playwright.sync_api import expect


def nudge(app, name: str, key: str = "ArrowRight", times: int = 1) -> None:
    """Move a slider with the keyboard."""
    slider = thumb(app, name)
    slider.focus()
    for _ in range(times):
        before = slider.input_value()
        app.page.keyboard.press(key)
        expect(slider).not_to_have_value(before)


def thumb(app, name: str):
    """Of one of Streamlit's own sliders."""
    return app.page.get_by_test_id("stSlider").get_by_role("slider", name=name).first


def test_a_drawing_survives_a_picked_neuron_that_is_removed(app):
    app.open("/network?preset=XOR&neuron=h₂")
    app.page.get_by_role("button", name="remove", exact=False).first.click()
    expect(app.handle("bias of h2")).to_have_count(0)
    app.assert_sound()


def test_a_try_at_xor_is_counted_and_stands_in_the_address_and_can_be_gone_back_to(app):
    app.open("/xor?step=2+Try+XOR")
    expect(app.page.get_by_text("Your tries will be kept, here")).to_be_visible()
    # A burst of presses is one edit, so the first must be a try before the second begins.
    for name, value, told in (
        ("weight from x1 to y", "1.1", "1 try, best 3 of 4"),
        # No answer changes.
        ("weight from x2 to y", "1.1", "1 try, best 3 of 4"),
        ("bias of y", "1", "2 tries, best 3 of 4"),
    ):
        app.handle(name).focus()
        app.page.keyboard.type(value)
        app.page.keyboard.press("Enter")
        app.page.wait_for_function("value => location.search.includes(value)", arg=value)
        expect(app.page.get_by_text(told)).to_be_visible()
    app.page.wait_for_function("location.search.includes('single=2-1+step+1.1+1.1+1')")
    app.page.wait_for_function("decodeURIComponent(location.search).includes('tries=1.1+1.1+-0.5;+1.1+1.1+1')")
    app.page.reload()
    app.settle()
    expect(app.page.get_by_text("2 tries, best 3 of 4")).to_be_visible()
    app.page.get_by_role("button", name="More").click()
    app.page.get_by_test_id("stDataFrame").scroll_into_view_if_needed()
    app.rest()
    table = app.page.get_by_test_id("stDataFrame").bounding_box()
    app.page.mouse.click(table["x"] + 14, table["y"] + 88)
    app.page.wait_for_function("location.search.includes('single=2-1+step+1.1+1.1+-0.5')")
    expect(app.handle("bias of y")).to_have_attribute("aria-valuenow", "-0.5")
    expect(app.page.get_by_text("2 tries, best 3 of 4")).to_be_visible()


def test_a_copied_link_brings_back_the_screen(app, new_app):
    app.open("/xor?step=4+Two+ReLUs")
    numbers = app.page.locator(".handle")
    solution = numbers.all_inner_texts()
    app.page.get_by_role("button", name="Break another weight").click()
    app.page.wait_for_function("location.search.includes('hidden=')")
    expect(numbers).not_to_have_text(solution)
    app.settle()
    shown = numbers.all_inner_texts()
    other = new_app().open(app.address)
    assert other.page.locator(".handle").all_inner_texts() == shown
    other.page.reload()
    other.settle()
    assert other.page.locator(".handle").all_inner_texts() == shown


def test_back_and_forward_walk_through_edits_and_pages_and_lose_nothing(app):
    app.open("/xor?single=2-1+step+2+1+-0.5")
    app.page.get_by_test_id("stTopNavLink").filter(has_text="Network").click()
    expect(app.page.get_by_role("heading", level=1, name="Network")).to_be_visible()
    app.settle()
    bias = app.handle("bias of h1")
    before = bias.get_attribute("aria-valuenow")
    bias.focus()
    app.page.keyboard.type("4")
    app.page.keyboard.press("Enter")
    app.page.wait_for_function("location.search.includes('net=')")
    edited = app.address
    app.page.go_back()
    expect(bias).to_have_attribute("aria-valuenow", before)
    app.page.go_back()
    expect(app.page.get_by_role("heading", level=1, name="XOR")).to_be_visible()
    expect(app.handle("weight from x1 to y")).to_have_attribute("aria-valuenow", "2")
    app.page.go_forward()
    app.page.go_forward()
    expect(bias).to_have_attribute("aria-valuenow", "4")
    app.heard()
    app.address_comes(lambda address: address == edited)
    app.assert_sound()


def test_moving_to_another_page_and_back_keeps_the_values_and_the_address(app):
    app.open("/activations")
    nudge(app, "Weight w", times=2)
    app.page.wait_for_function("location.search.includes('weight=1.1')")
    app.page.get_by_test_id("stTopNavLink").filter(has_text="Collapse").click()
    expect(app.page.get_by_role("heading", level=1, name="Collapse")).to_be_visible()
    app.page.get_by_test_id("stTopNavLink").filter(has_text="Activations").click()
    expect(app.page.get_by_role("heading", level=1, name="Activations")).to_be_visible()
    app.page.wait_for_function("location.search.includes('weight=1.1')")
    expect(thumb(app, "Weight w")).to_have_value("1.1")


def test_a_cell_of_a_weight_table_is_edited_and_a_cleared_one_keeps_the_last_number(app):
    app.open("/collapse")
    app.page.get_by_role("button", name="More").click()
    app.page.get_by_text("Edit the weights in a table").click()
    table = app.page.get_by_test_id("stDataFrame").first
    # The expander slides open, and the table with it.
    expect(table).to_be_visible()
    app.rest()
    table.scroll_into_view_if_needed()
    first_weight = {"x": 130, "y": 52}
    table.click(position=first_weight)
    # The first key opens a field over the cell, which takes the others.
    app.page.keyboard.press("2")
    field = app.page.locator(".gdg-input")
    expect(field).to_be_focused()
    app.page.keyboard.type(".5")
    expect(field).to_have_value("2.5")
    # Streamlit's table takes what the field had when it was last drawn.
    app.rest()
    app.page.keyboard.press("Enter")
    app.page.wait_for_function("location.search.includes('stack=2-2-2-2+identity+2.5')")
    app.settle()
    table.click(position=first_weight)
    app.page.keyboard.press("Delete")
    expect(app.page.get_by_text("has no usable number, so the last one stays")).to_be_visible()
    assert "identity+2.5" in app.address
    app.assert_sound()


def test_the_activation_between_the_layers_bends_the_grid(app):
    app.open("/collapse")
    expect(app.page.get_by_text("3 layers, one affine map")).to_be_visible()
    app.page.get_by_text("Activation between").click()
    expect(app.page.get_by_text("The same weights, and no longer one map")).to_be_visible()
    expect(app.page.get_by_text("What an affine map misses")).to_be_visible()
    app.assert_sound()


def test_a_slider_is_followed_while_it_is_dragged_and_writes_one_address(app):
    app.open("/activations")
    slider = thumb(app, "Probe x")
    grip = slider.locator("xpath=ancestor::*[contains(@style, '%')][1]")
    entries = app.page.evaluate("history.length")
    x, y = app.grab(grip)
    for step in range(1, 31):
        app.page.mouse.move(x + 2 * step, y)
        app.frame()
    # By way of Python, while the hand still holds the slider
    expect(app.handle("probe x")).to_have_text(f"x = {float(slider.input_value()):.2f}")
    assert app.address == "/activations"
    app.page.mouse.up()
    app.page.wait_for_function(f"location.search === '?x={slider.input_value()}'")
    assert app.page.evaluate("history.length") == entries
    moved = grip.bounding_box()
    # Letting go and taking up again on the way has not made the slider drift away from the hand.
    assert abs(moved["x"] + moved["width"] / 2 - (x + 60)) < 4
    app.assert_sound()


def test_a_page_goes_on_after_its_server_was_started_anew(stoppable, app):
    app.open("/activations?x=2")
    stoppable.stop()
    expect(thumb(app, "Probe x")).to_be_disabled()
    stoppable.start()
    expect(thumb(app, "Probe x")).to_be_enabled(timeout=60_000)
    app.settle()
    nudge(app, "Probe x")
    expect(app.handle("probe x")).to_have_text("x = 2.05")
