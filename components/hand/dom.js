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
