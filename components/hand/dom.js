// Elements, made and changed only where something changes.

const SVG = "http://www.w3.org/2000/svg";

function make(tag, className = "", attributes = {}) {
  const element = document.createElement(tag);
  element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function put(element, x, y, isShown) {
  element.hidden = !isShown;
  if (isShown) {
    element.style.left = `${x}px`;
    element.style.top = `${y}px`;
  }
}
