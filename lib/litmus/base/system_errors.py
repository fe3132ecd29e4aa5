"""What the computer refused, in a plain sentence: no space, no permission, a name too long.

A person reads this who has never heard of an errno: what is the matter, where, and what to do.
"""

import errno
import os
import re
from pathlib import Path

# How other libraries pass on the number of an error: Rust's, DuckDB's, Python's own.
NUMBER = re.compile(r'\(os error (\d+)\)|"errno":"(\d+)"|\[Errno (\d+)\]')
OPEN_ELSEWHERE = {5, 32, 33}  # Windows: access denied, sharing violation, lock violation
NO_TEMPORARY = "No usable temporary directory"

NO_SPACE = "There is no space left on the disk{of_folder}. Make room and run the command again."
QUOTA = (
    "Your share of the disk{of_folder} is used up. Delete what is no longer needed, or ask for "
    "more, and run the command again."
)
NO_PERMISSION = (
    "Litmus has no permission for {path}. Ask whoever looks after that folder for it, or choose "
    "another folder."
)
IN_USE = (
    "{path} cannot be replaced: it is open in another program, such as Excel, Word or a PDF "
    "reader, or it may only be read. Close it there and run the command again."
)
READ_ONLY = (
    "{path} lies on a disk, or in a folder, that may only be read. Choose a folder that can be "
    "written, or ask whoever looks after the disk."
)
TOO_LONG = (
    "The name {path} is too long for this disk. Use folders with shorter names, or fewer within "
    "each other."
)
A_FOLDER = (
    "{path} is a folder where a file is expected. Move it away or give it another name, and run "
    "the command again."
)
NO_FOLDER = (
    "{path} cannot be made or opened: a part of it is a file where a folder is expected. Move that "
    "file away, or choose another folder."
)
IN_THE_WAY = (
    "{path} is in the way: something else of that name is there. Move it away and run the command "
    "again."
)
GONE = (
    "{path} is not there, or not there any more. If its folder was moved or deleted, or a network "
    "drive was disconnected, put that right and run the command again."
)
DISK_FAULT = (
    "The disk or network drive{of_folder} reported a fault. See that it is connected and sound, "
    "and run the command again."
)
MANY_FILES = "Too many files are open on this computer. Close other programs and run it again."
NO_MEMORY = "There is not enough memory. Close other programs and run the command again."
NO_LOCKS = (
    "The disk{of_folder} cannot hold a file for one program alone. Choose a folder on this "
    "computer, or ask whoever looks after the network drive to switch on file locking."
)
BUSY = "{path} is in use by another program. Close it there and run the command again."
LOOP = "{path} is a link that leads nowhere or back to itself. Replace it by a folder or a file."
NO_TEMPORARY_FOLDER = (
    "There is no folder for temporary files in which anything can be written. Make room on the "
    "disk, or set TMPDIR to a folder that can be written."
)
OTHER = "The computer refused {path} ({why}). Put that right and run the command again."
OURS = (
    "Litmus met an error of its own ({kind}) and stopped. Please report it with what you ran. "
    "LITMUS_DEBUG=1 shows where it happened; that text can hold data, so do not send it on unread."
)

OF = {
    "ENOSPC": NO_SPACE,
    "EDQUOT": QUOTA,
    "EACCES": NO_PERMISSION,
    "EPERM": NO_PERMISSION,
    "EROFS": READ_ONLY,
    "ENAMETOOLONG": TOO_LONG,
    "EISDIR": A_FOLDER,
    "ENOTDIR": NO_FOLDER,
    "EEXIST": IN_THE_WAY,
    "ENOTEMPTY": IN_THE_WAY,
    "ENOENT": GONE,
    "EIO": DISK_FAULT,
    "ESTALE": DISK_FAULT,
    "ENXIO": DISK_FAULT,
    "ENODEV": DISK_FAULT,
    "EMFILE": MANY_FILES,
    "ENFILE": MANY_FILES,
    "ENOMEM": NO_MEMORY,
    "ENOLCK": NO_LOCKS,
    "ENOSYS": NO_LOCKS,
    "EOPNOTSUPP": NO_LOCKS,
    "EBUSY": BUSY,
    "ETXTBSY": BUSY,
    "ELOOP": LOOP,
}
# Not every system has each of them.
SENTENCES = {getattr(errno, name): said for name, said in OF.items() if hasattr(errno, name)}


def explain(error: BaseException) -> str | None:
    """One sentence for what the computer refused; nothing for an error of another kind.

    It names the file or folder where the error does, and never holds a value of the data.
    """
    if isinstance(error, MemoryError) or "OutOfMemory" in type(error).__name__:
        return NO_MEMORY
    if NO_TEMPORARY in str(error):
        return NO_TEMPORARY_FOLDER
    number = _number(error)
    if number is None:
        return None
    if getattr(error, "winerror", None) in OPEN_ELSEWHERE:
        sentence = IN_USE
    else:
        sentence = SENTENCES.get(number, OTHER if isinstance(error, OSError) else "")
    path = _path(error)
    return (
        sentence.format(
            path=path or "A file or folder", of_folder=_of_folder(path), why=os.strerror(number)
        )
        or None
    )


def in_words(error: BaseException) -> str:
    """An error that nobody foresaw, for people: what the computer refused; else that it is Litmus'
    own fault, by its kind alone. Notes of the error follow."""
    sentence = explain(error) or OURS.format(kind=type(error).__name__)
    return " ".join([sentence, *getattr(error, "__notes__", ())])


def _number(error: BaseException) -> int | None:
    """The errno of an error, also of one that another library tells in words."""
    if isinstance(number := getattr(error, "errno", None), int) and number:
        return number
    found = NUMBER.search(str(error))
    return next((int(each) for each in found.groups() if each), None) if found else None


def _path(error: BaseException) -> str:
    """What the error is about, as it is called from here."""
    named = getattr(error, "filename2", None) or getattr(error, "filename", None)
    if not isinstance(named, str | bytes | os.PathLike):
        return ""
    path = Path(os.fsdecode(named))
    try:
        here = Path.cwd()
    except OSError:  # the folder in which the command was typed is gone
        return str(path)
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _of_folder(path: str) -> str:
    """The folder of a file, or a folder that is there, as people know it: without hidden folders,
    which Litmus makes."""
    # Not Path.is_dir, which raises where the folder above may not be entered.
    known = Path(path) if os.path.isdir(path) else Path(path).parent  # noqa: PTH112
    while any(part.startswith(".") and part != ".." for part in known.parts):
        known = known.parent
    return f" of {known}" if path and str(known) != "." else ""
