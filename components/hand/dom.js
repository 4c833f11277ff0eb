// Elements, made and changed only where something changes.

import { clip } from "../twin/numbers.js";

export function make(tag, className = "", attributes = {}, ...children) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return setAttributes(element, attributes);
}

/** A new element at the end of another one. */
export const add = (parent, ...what) => parent.appendChild(make(...what));

/** A new part of a picture, at its end. */
export const addShape = (parent, tag, attributes = {}) =>
  parent.appendChild(setAttributes(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes));

/** `text` is a button's only name, unless `attributes` have another one. */
export function makeButton(text, act, className = "", attributes = {}) {
  const button = make("button", className, { type: "button", ...attributes }, text);
  listen(button, { click: act });
  return button;
}

export function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
  }
  return element;
}

/** `acts` says by event what is done then.  Gives what puts an end to it. */
export function listen(target, acts, options) {
  for (const [event, act] of Object.entries(acts)) target.addEventListener(event, act, options);
  return () => {
    for (const [event, act] of Object.entries(acts)) target.removeEventListener(event, act, options);
  };
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

/** Give a canvas a box of about this size on the page that holds whole pixels of the screen, each of them its own; how many
 *  they are for one of the page's.  A canvas that is stretched to its box by half a pixel has a row twice somewhere, and a
 *  line a step. */
export function fit(canvas, width, height) {
  const scale = window.devicePixelRatio || 1;
  const [across, down] = [width, height].map((length) => Math.floor(length * scale));
  if (canvas.width !== across || canvas.height !== down) [canvas.width, canvas.height] = [across, down];
  canvas.style.width = `${across / scale}px`;
  canvas.style.height = `${down / scale}px`;
  return scale;
}

/** The least that a target may measure, in pixels: for a mouse, or for a finger. */
export const smallestTarget = () => (window.matchMedia("(pointer: coarse)").matches ? 44 : 24);

/** How large pictures are, as a share of what they usually are. */
export const stage = { share: 1 };

export function stageTo(share) {
  stage.share = share;
  document.documentElement.style.setProperty("--stage", share);
}

/** So many heights of the screen, in pixels; of a screen that shows nothing else, as many as it has room for. */
export const screens = (share) => share * window.innerHeight * stage.share;

/** The height of a picture that takes a share of the screen's, from a least to a most one, in pixels. */
export const tall = (share, least, most) => Math.round(clip(share * window.innerHeight, least, most) * stage.share);

// In pixels; frame.css has as much for what is sized there.
const ASKED = 80;

/** The share of a screen's height that the step above leaves; all of it where nothing else is shown. */
export const unasked = () => (document.documentElement.matches("[data-step]:not([data-present])") ? 1 - ASKED / window.innerHeight : 1);

/** Whether the visitor wants no motion. */
export const isCalm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** A link for the keyboard, seen while it has the focus, past many things that have one: to what `target()` gives. */
export function skipLink(text, target) {
  const link = make("a", "skip", { href: "#" }, text);
  listen(link, {
    click: (event) => {
      event.preventDefault();
      target().focus();
    },
  });
  return link;
}
