"""Controls out of sight show what is so when they are opened, and the browser's Back survives a bad link."""

import re

from playwright.sync_api import expect


def test_a_menu_that_is_opened_after_an_edit_shows_the_activations_of_the_drawing(app):
    app.open("/network?preset=XOR")
    app.handle("weight from x1 to h1").press("ArrowUp")
    expect(app.page).to_have_url(re.compile("net="))
    app.settle()
    app.page.get_by_role("button", name="Layers and activations").click()
    menus = app.page.get_by_test_id("stPopoverBody").get_by_role("combobox")
    expect(menus).to_have_count(2)
    expect(menus.nth(0)).to_have_value("ReLU")
    expect(menus.nth(1)).to_have_value("Identity")
    app.assert_sound()


def test_the_fields_that_are_opened_after_another_control_has_moved_show_what_the_link_said(app):
    app.open("/collapse?width1=5&stack_seed=3")
    app.page.get_by_role("slider", name="Depth (layers)").press("ArrowRight")
    expect(app.page).to_have_url(re.compile("depth=4"))
    app.settle()
    app.page.get_by_role("button", name="Widths").click()
    expect(app.page.get_by_role("slider", name="Width of layer 1")).to_have_value("5")
    app.assert_sound()


def test_back_to_a_link_without_a_value_is_no_error(app):
    app.open("/xor")
    app.open("/xor?step=")
    expect(app.page.get_by_test_id("stAlert")).to_contain_text("step has no value")
    expect(app.page).to_have_url(re.compile("/xor$"))
    app.page.go_back()
    app.settle()
    app.assert_sound()
