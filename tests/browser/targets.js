// The targets of a page that are smaller than `size` pixels: of everything that a mouse or a finger can do something with,
// in the shadows of the drawings too.  What lies half of that beside a target's middle has to be still itself, so it counts
// what is hit and not what is seen, and a neighbour that lies over it is found out.
(size) => {
  const inside = (root) => [...root.querySelectorAll("*")].flatMap((node) => [node, ...(node.shadowRoot ? inside(node.shadowRoot) : [])]);
  const hit = (x, y) => {
    let found = document.elementFromPoint(x, y);
    while (found?.shadowRoot?.elementFromPoint(x, y) && found.shadowRoot.elementFromPoint(x, y) !== found)
      found = found.shadowRoot.elementFromPoint(x, y);
    return found;
  };
  const isOf = (node, target) => {
    for (let at = node; at; at = at.parentNode ?? at.host) if (at === target) return true;
    return false;
  };
  const NAMES = "button, a[href], summary, input, select, textarea, [role=slider], [role=switch], [role=tab], .grip";
  // What is drawn for it takes the hits of a control that is not seen itself.
  const drawnFor = (node) => {
    if (node.type === "range") return node.closest("[role=group]") ?? node;
    if (/checkbox|radio|switch/.test(node.type ?? "") || node.role === "switch") return node.closest("label") ?? node;
    return node.matches("input") ? node.closest("[data-testid]") ?? node : node;
  };
  const small = [];
  for (const node of inside(document)) {
    if (!node.matches(NAMES) || node.disabled || node.closest("p, [aria-hidden=true]:not(.grip), .skip") || node.textContent === "Skip to main content") continue;
    // What lies under an open popover waits until that is closed.
    const popover = document.querySelector('[data-testid="stPopoverBody"]');
    if (popover && !popover.contains(node)) continue;
    const target = drawnFor(node);
    if (!target.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || getComputedStyle(target).pointerEvents === "none") continue;
    target.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const box = target.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    const [x, y, half] = [box.left + box.width / 2, box.top + box.height / 2, size / 2 - 1];
    const isHit = ([dx, dy]) => x + dx < 1 || x + dx > innerWidth - 1 || isOf(hit(x + dx, y + dy), target);
    const missed = [[half, 0], [-half, 0], [0, half], [0, -half]].filter((way) => !isHit(way));
    if (missed.length) {
      const name = node.getAttribute("aria-label") || node.title || node.textContent.slice(0, 30);
      const other = hit(x + missed[0][0], y + missed[0][1]);
      const size = `${Math.round(box.width)}x${Math.round(box.height)}`;
      small.push(`${node.localName} ${name} ${size}, ${missed.join(" and ")} beside it: ${other?.localName} ${other?.className}`);
    }
  }
  return small;
}
