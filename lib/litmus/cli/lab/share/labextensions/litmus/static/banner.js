// A line at the top of the page that says what happened; it stays until it is closed.
import { button, element } from "./cells.js";

export class Banner {
  constructor() {
    this.node = element("div", "litmus-banner");
    this.node.setAttribute("role", "status");
    this.node.hidden = true;
    document.body.append(this.node);
  }

  say(text, warns = false) {
    const close = button("Close", "", () => { this.node.hidden = true; });
    this.node.replaceChildren(element("span", "", text), close);
    this.node.classList.toggle("litmus-warns", warns);
    this.node.hidden = false;
  }
}
