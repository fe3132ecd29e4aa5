// What a cell is: a place for words, a mark above one, somebody's own text, or the report's.
export const note = (cell) => cell.model.getMetadata("litmus") ?? {};
export const source = (cell) => cell.model.sharedModel.getSource();
export const isBlank = (text) => !text.trim();
export const isMark = (cell) => (note(cell).cell ?? "").startsWith("mark-");
export const isSlot = (cell) => "slot" in note(cell) && "cell" in note(cell);
export const QUESTION = "These words still hold";
export const UNTICKED = `- [ ] ${QUESTION}`;
export const TICKED = `- [x] ${QUESTION}`;
export const isTicked = (cell) => source(cell).includes(TICKED);
// The name of the place whose words a mark is about.
export const marked = (cell) => note(cell).cell.slice("mark-".length);

export function isOwn(cell) {
  const said = note(cell);
  return cell.model.type !== "code" && !said.cell;
}

export const isWords = (cell) => cell.model.type !== "code" && (isSlot(cell) || isOwn(cell));

// Whether nobody has written in a place for words.
export function isUntouched(cell) {
  const text = source(cell).trim();
  return isSlot(cell) && (text === "" || text === (note(cell).laid ?? "").trim());
}

export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export function button(text, className, act) {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", (event) => { event.stopPropagation(); act(event); });
  return made;
}
