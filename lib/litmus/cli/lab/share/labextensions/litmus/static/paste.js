// Words from Word and Outlook: they come as plain text with "·" and tabs for bullets and a single
// line end between paragraphs, which would run together.
const BULLET = /^[ \t]*([·•▪§●○◦‣–o])(?:\t| {2,})[ \t]*/u;
const NUMBER = /^[ \t]*(\d{1,3})[.)](?:\t| {2,})[ \t]*/;
const INNER = ["o", "○", "◦"]; // Word's bullet of the second level
const FROM_OFFICE = /urn:schemas-microsoft-com:office|mso-|content="?(Word|Microsoft)/i;

// The text as Markdown that keeps paragraphs and lists; null for text that is pasted as it is.
export function asMarkdown(text, html = "") {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\u00a0/g, " ").replace(/\u000b/g, "  \n").split("\n");
  if (!FROM_OFFICE.test(html) && !lines.some((line) => BULLET.test(line))) return null;
  const parts = [];
  for (const line of lines) {
    if (!line.trim()) continue;
    const bullet = BULLET.exec(line);
    const number = NUMBER.exec(line);
    const rest = line.slice((bullet ?? number)?.[0].length ?? 0).trim();
    const shallow = number ? `${number[1]}. ${rest}` : rest;
    const item = bullet ? `${INNER.includes(bullet[1]) ? "  " : ""}- ${rest}` : shallow;
    parts.push({ item, list: Boolean(bullet ?? number) });
  }
  return parts
    .map(({ item, list }, n) => (n && !(list && parts[n - 1].list) ? "\n\n" : n ? "\n" : "") + item)
    .join("");
}
