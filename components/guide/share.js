// The link of what is on screen: copied, written, and as a code that phones read from the wall.

import { listen, make, setText } from "../hand/dom.js";
import { isAtRest } from "../hand/edits.js";

// How long what a hand has done may take to stand in the address (ms).
const ADDRESS_PATIENCE = 3000;

/** The address once it says all that is on screen; for others it is no presentation, and a room is not theirs to lead. */
async function linkNow() {
  const last = performance.now() + ADDRESS_PATIENCE;
  do await new Promise(requestAnimationFrame);
  while (!isAtRest() && performance.now() < last);
  const link = new URL(location.href);
  for (const own of ["present", "host"]) link.searchParams.delete(own);
  return link.href;
}

export class Share {
  /** `tell(link)` asks Python for what can be done with it; "" says that it is done. */
  constructor(tell) {
    this.tell = tell;
    this.link = "";
    this.box = make("div", "share");
    this.field = make("input", "link", { readonly: "", "aria-label": "Link to what is on screen" });
    listen(this.field, { focus: () => this.field.select() });
    this.status = make("span", "copied", { role: "status" });
    this.code = make("div", "code", { role: "img", "aria-label": "The link as a code for a phone" });
    this.box.append(this.code, this.field, this.status);
    this.box.hidden = true;
  }

  get isOpen() {
    return !this.box.hidden;
  }

  async open() {
    this.box.hidden = false;
    setText(this.status, "");
    await this.renew();
    try {
      await navigator.clipboard.writeText(this.link);
      setText(this.status, "The link is copied.");
    } catch {
      // Where a page may not copy, its visitor does.
      this.field.focus();
      this.field.select();
      setText(this.status, "Copy the link: it is selected.");
    }
  }

  /** What is on screen may have changed since. */
  async renew() {
    const link = await linkNow();
    if (!this.isOpen || link === this.link) return;
    this.link = this.field.value = link;
    this.tell(link);
  }

  close() {
    if (!this.isOpen) return false;
    this.box.hidden = true;
    this.link = "";
    this.tell("");
    return true;
  }

  /** Python's word of a link: its code, and what is to be said of it. */
  hear(shared) {
    clearTimeout(this.timer);
    if (!this.isOpen) return;
    if (shared?.link === this.link) {
      if (this.code.innerHTML !== shared.code) this.code.innerHTML = shared.code;
      this.code.hidden = !shared.code;
      this.box.dataset.said = shared.said;
    }
    this.timer = setTimeout(() => this.renew(), 400);
  }
}
