// Elements, made and changed only where something changes.

export const SVG = "http://www.w3.org/2000/svg";

export function make(tag, className = "", attributes = {}) {
  const element = document.createElement(tag);
  element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function put(element, x, y, isShown) {
  element.hidden = !isShown;
  if (isShown) {
    element.style.left = `${x}px`;
    element.style.top = `${y}px`;
  }
}

/** The least that a target may measure, in pixels: for a mouse, or for a finger. */
export const smallestTarget = () => (window.matchMedia("(pointer: coarse)").matches ? 44 : 24);

/** A link for the keyboard, seen while it has the focus, past many things that have one: to what `target()` gives. */
export function skipLink(text, target) {
  const link = make("a", "skip", { href: "#" });
  link.append(text);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    target().focus();
  });
  return link;
}
