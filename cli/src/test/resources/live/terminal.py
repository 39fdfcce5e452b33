"""A terminal: runs a command in a pseudo-terminal, does what a plan says, and tells as JSON what was seen.

terminal.py ROWS COLUMNS PLAN COMMAND...; the plan is a list of steps, separated by blanks:
wait:TEXT (until the window shows it), shot (remember the window), size:ROWSxCOLUMNS, key:HEX (a byte is typed), say:WORD
(a line of standard output). The last line of the output is the JSON.
"""
import fcntl, json, os, pty, re, select, struct, sys, termios, time

PATIENCE = 45
SEQUENCE = re.compile(r"\x1b\[([?0-9;]*)([A-Za-z@])|\x1b\([A-Z0-9]|\x1b[=>78]")


class Window:
    """What is on two screens, the usual one and the other, and whether there is a cursor."""

    def __init__(self, rows, columns):
        self.screens = {False: None, True: None}
        self.other, self.cursor, self.colours, self.switched = False, True, False, 0
        self.rest = self.plain = ""
        self.size(rows, columns)

    def size(self, rows, columns):
        self.rows, self.columns = rows, columns
        for which, lines in self.screens.items():
            kept = [line[:columns] for line in lines or []][:rows]
            self.screens[which] = [line + " " * (columns - len(line)) for line in kept]
            self.screens[which] += [" " * columns] * (rows - len(kept))
        self.row = self.column = 0

    def lines(self):
        return [line.rstrip() for line in self.screens[self.other]]

    def put(self, text):
        text = self.rest + text
        self.rest, at = "", 0
        while at < len(text):
            if text[at] == "\x1b":
                found = SEQUENCE.match(text, at)
                if found is None:
                    self.rest = text[at:]
                    return
                self.obey(found.group(1) or "", found.group(2))
                at = found.end()
                continue
            self.show(text[at])
            at += 1

    def show(self, c):
        lines = self.screens[self.other]
        if not self.other and c != "\r":
            self.plain += c
        if c == "\r":
            self.column = 0
        elif c == "\b":
            self.column = max(0, self.column - 1)
        elif c == "\n":
            self.feed()
        elif c >= " ":
            if self.column == self.columns:
                self.column = 0
                self.feed()
            line = lines[self.row]
            lines[self.row] = line[: self.column] + c + line[self.column + 1 :]
            self.column += 1

    def feed(self):
        if self.row == self.rows - 1:
            lines = self.screens[self.other]
            lines.pop(0)
            lines.append(" " * self.columns)
        else:
            self.row += 1

    def obey(self, parameters, letter):
        lines = self.screens[self.other]
        if parameters == "?1049":
            self.other = letter == "h"
            self.screens[True] = [" " * self.columns] * self.rows
            self.switched += 1
        elif parameters == "?25":
            self.cursor = letter == "h"
        elif parameters == "?12;25":
            raise SystemExit("a cursor that blinks is not the one that was there")
        elif letter == "m":
            self.colours |= parameters not in ("", "0")
        elif letter is not None:
            numbers = [int(n) if n.isdigit() else 0 for n in parameters.split(";")]
            first = max(1, numbers[0])
            line = lines[self.row]
            if letter in "Hf":
                self.row = min(self.rows, first) - 1
                self.column = (max(1, numbers[1]) if len(numbers) > 1 else 1) - 1
            elif letter == "d":
                self.row = min(self.rows, first) - 1
            elif letter == "G":
                self.column = first - 1
            elif letter == "A":
                self.row = max(0, self.row - first)
            elif letter == "B":
                self.row = min(self.rows - 1, self.row + first)
            elif letter == "C":
                self.column = min(self.columns - 1, self.column + first)
            elif letter == "D":
                self.column = max(0, self.column - first)
            elif letter == "K":
                lines[self.row] = line[: self.column] + " " * (self.columns - self.column)
            elif letter == "X":
                end = min(self.columns, self.column + first)
                lines[self.row] = line[: self.column] + " " * (end - self.column) + line[end:]
            elif letter == "J":
                if numbers[0] == 2:
                    lines[:] = [" " * self.columns] * self.rows
                else:
                    lines[self.row :] = [line[: self.column].ljust(self.columns)]
                    lines += [" " * self.columns] * (self.rows - len(lines))
            elif letter == "M":
                del lines[self.row : self.row + first]
                lines += [" " * self.columns] * (self.rows - len(lines))
            elif letter == "L":
                lines[self.row : self.row] = [" " * self.columns] * first
                del lines[self.rows :]
            elif letter in "hlrtcnq":
                pass
            else:
                raise SystemExit(f"unknown to this terminal: {parameters}{letter}")


def main():
    window = Window(int(sys.argv[1]), int(sys.argv[2]))
    process, end = pty.fork()
    if process == 0:
        resize(0, window)
        os.environ["TERM"] = "xterm-256color"
        os.environ.pop("NO_COLOR", None)
        os.execvp(sys.argv[4], sys.argv[4:])
    told = {"echo_before": echoes(end), "shots": []}
    for step in sys.argv[3].split() + ["end"]:
        what, _, value = step.partition(":")
        if what == "shot":
            told["shots"].append({"lines": window.lines(), "cursor": window.cursor, "echo": echoes(end)})
            told["uid"] = uid(process)
        elif what == "size":
            window.size(*map(int, value.split("x")))
            resize(end, window)
        elif what == "say":
            print(value, flush=True)
        elif what == "key":
            os.write(end, bytes.fromhex(value))
        else:
            follow(end, window, lambda: what == "wait" and any(value in line for line in window.lines()))
    told.update(plain=window.plain, other=window.other, cursor=window.cursor, switched=window.switched, colours=window.colours)
    told["echo_after"] = echoes(end)
    told["exit"] = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    print(json.dumps(told))


def resize(end, window):
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", window.rows, window.columns, 0, 0))


def echoes(end):
    return bool(termios.tcgetattr(end)[3] & termios.ECHO)


def uid(process):
    with open(f"/proc/{process}/status") as status:
        return int(re.search(r"Uid:\s+(\d+)", status.read()).group(1))


def follow(end, window, is_enough):
    """Reads until that is so, or the command has ended."""
    late = time.time() + PATIENCE
    while not is_enough():
        if time.time() > late:
            raise SystemExit("waited in vain; the window: " + json.dumps(window.lines()))
        if select.select([end], [], [], 0.1)[0]:
            try:
                bytes_read = os.read(end, 65536)
            except OSError:  # nobody has the terminal any longer
                return
            if not bytes_read:
                return
            window.put(bytes_read.decode("ascii"))


main()
