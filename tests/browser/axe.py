"""What the accessibility checker axe-core finds on a page."""

from importlib.resources import files

from playwright.sync_api import expect

from harness.page import IDLE

# The contrast of words takes axe four fifths of its time, 3 ms for each element.  Words are examined once on a visit
# that have the colour, the size and the weight of others and stand on the same grounds.
ONCE = """
{
  const rule = axe._audit.rules.find(({ id }) => id === "color-contrast");
  const { matches } = rule;
  const examined = new Set();
  let grounds;
  const GROUND = ["background-color", "background-image", "opacity", "filter", "mix-blend-mode"];
  const ground = (node) => {
    if (!node) return "";
    if (!grounds.has(node)) {
      const style = getComputedStyle(node);
      const own = GROUND.map((name) => style.getPropertyValue(name)).join();
      grounds.set(node, ground(node.parentElement ?? node.getRootNode().host) + "|" + own);
    }
    return grounds.get(node);
  };
  rule.matches = (node, ...more) => {
    const style = getComputedStyle(node);
    const own = [style.color, style.fontSize, style.fontWeight, style.textShadow, node.classList];
    const looks = [...own, ground(node)].join();
    if (examined.has(looks) || !matches(node, ...more)) return false;
    examined.add(looks);
    return true;
  };
  axe.begin = () => (grounds = new Map());
}
"""
# axe-core, as a package of Python's carries it.
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text() + ONCE
GRAVE = ("serious", "critical")
# Every finding of a rule has the impact that the rule has.
RUN = """([options, grave]) => {
  axe.begin();
  const others = axe._audit.rules.filter(({ impact }) => impact && !grave.includes(impact));
  const rules = Object.fromEntries(others.map(({ id }) => [id, { enabled: false }]));
  return axe.run(document, { ...options, rules });
}"""
# What is Streamlit's own and out of reach from here: the rule, a part of the element, and why.
NOT_OURS: dict[tuple[str, str], str] = {}


def findings(app, *rules: str) -> list[str]:
    """What axe finds grave: of some rules, or of all."""
    # What it would load beforehand is for rules that find nothing grave, and those are left out.
    options = {"resultTypes": ["violations"], "preload": False} | ({"runOnly": list(rules)} if rules else {})
    result = app.page.evaluate(RUN, [options, GRAVE])
    return [
        f"{violation['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for violation in result["violations"]
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
        if not any(violation["id"] == rule and part in node["html"] for rule, part in NOT_OURS)
    ]


def quiet(app) -> None:
    """Wait until the script has run and nothing fades any more; not every state has a chart or a network."""
    expect(app.page.locator(IDLE)).to_be_attached()
    for unfinished in ('[data-testid="stSkeleton"]', '[data-stale="true"]'):
        expect(app.page.locator(unfinished)).to_have_count(0)
    app.page.wait_for_function("!document.getAnimations().some((one) => one instanceof CSSTransition)")
