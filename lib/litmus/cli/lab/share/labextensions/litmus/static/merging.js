// Three versions of a notebook made one: as it was read, as it is here, as it is on the disk now.
// Cells are known by their ids; the disk's version is taken, with what was written here put in.
const text = (cell) => (Array.isArray(cell.source) ? cell.source.join("") : cell.source);
const byId = (notebook) => new Map(notebook.cells.map((cell) => [cell.id, cell]));
const laid = (cell) => cell?.metadata?.litmus?.laid;
const isWords = (cell) => {
  const ours = cell.metadata?.litmus ?? {};
  return "slot" in ours || !ours.cell;
};
const isEmpty = (cell) => !text(cell).trim() || text(cell).trim() === (laid(cell) ?? "").trim();

// The notebook to show; `mine`: whether anything of here is in it; `both`: the cells in which both
// texts stand now, as both sides had changed them.
export function merge(base, here, disk) {
  const read = byId(base);
  const there = byId(disk);
  const cells = [...disk.cells];
  const both = [];
  let mine = false;
  let above = null;
  for (const cell of here.cells) {
    const former = read.get(cell.id);
    const theirs = there.get(cell.id);
    const changed = isWords(cell) && !isEmpty(cell) && text(cell) !== (former ? text(former) : "");
    if (changed && !theirs) {
      const at = cells.findIndex((each) => each.id === above);
      cells.splice(at < 0 ? cells.length : at + 1, 0, cell);
      mine = true;
    } else if (changed && text(theirs) !== text(cell)) {
      const clash = !isEmpty(theirs) && text(theirs) !== (former ? text(former) : "");
      const words = clash && !text(theirs).includes(text(cell))
        ? (text(cell).includes(text(theirs)) ? text(cell) : `${text(theirs)}\n\n${text(cell)}`)
        : clash ? text(theirs) : text(cell);
      cells[cells.indexOf(theirs)] = { ...theirs, source: words };
      if (clash) both.push(cell.id);
      mine = true;
    }
    if (there.has(cell.id) || (changed && !theirs)) above = cell.id;
  }
  return { notebook: { ...disk, cells }, mine, both };
}
