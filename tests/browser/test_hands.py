"""What people do with their hands."""

from playwright.sync_api import expect

MINUS = "−"


def nudge(app, name: str, key: str = "ArrowRight", times: int = 1) -> None:
    """Move a slider with the keyboard."""
    slider = app.page.get_by_role("slider", name=name).first
    slider.focus()
    for _ in range(times):
        app.page.keyboard.press(key)


def thumb(app, name: str):
    return app.page.get_by_role("slider", name=name).first


def test_a_weight_edited_on_the_network_page_changes_the_drawn_output(app):
    app.open("/network?preset=One+neuron")
    drawing = app.page.locator(".js-plotly-plot").first
    # ReLU(1·0.5 − 2·1 + 0.25) = 0;  with a bias of 5: ReLU(3.5) = 3.5
    expect(drawing).to_contain_text("(0.00)")
    bias = app.page.get_by_label("bias", exact=True)
    bias.fill("5")
    bias.press("Enter")
    expect(drawing).to_contain_text("(3.50)")
    expect(drawing).to_contain_text("b +5.00")
    app.page.get_by_role("button", name="Undo").click()
    expect(drawing).to_contain_text("(0.00)")
    app.assert_sound()


def test_a_neuron_clicked_in_the_drawing_shows_its_three_steps(app):
    app.open("/network?preset=XOR")
    # The points lie below Plotly's own layer for pointers, so the mouse goes where the neuron is.
    neuron = app.page.locator(".js-plotly-plot").first.locator(".points path").last.bounding_box()
    app.page.mouse.click(neuron["x"] + neuron["width"] / 2, neuron["y"] + neuron["height"] / 2)
    expect(app.page.get_by_text(f"1.00×1.00 + ({MINUS}2.00)×0.00 = 1.00")).to_be_visible()
    app.assert_sound()


def test_a_drawing_survives_a_picked_neuron_that_is_removed(app):
    app.open("/network?preset=XOR&neuron=h₂")
    app.page.get_by_role("button", name="Layers and activations").click()
    app.page.get_by_role("button", name="remove", exact=False).first.click()
    expect(app.page.locator(".js-plotly-plot").first).to_contain_text("1 number")
    app.assert_sound()


def test_an_attempt_at_xor_is_counted_and_stands_in_the_address(app):
    app.open("/xor")
    expect(app.page.get_by_text("Your tries will be kept here.")).to_be_visible()
    nudge(app, "w₁")
    expect(app.page.get_by_text("1 try, best 3 of 4")).to_be_visible()
    app.page.wait_for_function("location.search.includes('w1=1.1')")


def test_a_copied_link_brings_back_the_screen(app, new_app):
    app.open("/xor?step=4+Two+ReLUs")
    app.page.get_by_role("button", name="Break one weight").click()
    app.page.wait_for_function("location.search.includes('hidden=')")
    weights = app.page.locator("input[type=number]")
    typed = weights.evaluate_all("inputs => inputs.map(input => input.value)")
    other = new_app().open(app.address)
    expect(other.page.locator("input[type=number]")).to_have_count(len(typed))
    for place, value in enumerate(typed):
        expect(other.page.locator("input[type=number]").nth(place)).to_have_value(value)
    other.page.reload()
    expect(other.page.locator("input[type=number]").first).to_have_value(typed[0])


def test_back_and_forward_walk_through_edits_and_pages_and_lose_nothing(app):
    app.open("/xor?w1=2")
    app.page.get_by_test_id("stTopNavLink").filter(has_text="Network").click()
    expect(app.page.get_by_role("heading", level=1, name="Network")).to_be_visible()
    app.settle()
    app.page.wait_for_timeout(1600)  # what follows within a moment belongs to the page change
    weight = app.page.get_by_label("bias", exact=True)
    weight.fill("4")
    weight.press("Enter")
    app.page.wait_for_function("location.search.includes('net=')")
    edited = app.address
    app.page.go_back()
    expect(weight).not_to_have_value("4.00")
    app.page.go_back()
    expect(app.page.get_by_role("heading", level=1, name="XOR")).to_be_visible()
    expect(thumb(app, "w₁")).to_have_value("2")
    app.page.go_forward()
    app.page.go_forward()
    expect(weight).to_have_value("4.00")
    assert app.address == edited
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
    app.page.get_by_text("Edit the weights by hand").click()
    table = app.page.get_by_test_id("stDataFrame").first
    app.page.wait_for_timeout(1000)  # the expander slides open, and the table with it
    table.scroll_into_view_if_needed()
    first_weight = {"x": 130, "y": 52}
    table.click(position=first_weight)
    app.page.keyboard.type("2.5", delay=100)
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
    app.page.get_by_text("Put an activation between the layers").click()
    expect(app.page.get_by_text("The same weights, and no longer one map")).to_be_visible()
    expect(app.page.get_by_text("What an affine map misses")).to_be_visible()
    app.assert_sound()
