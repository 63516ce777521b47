"""RUC and DNI by python-stdnum, line by line: `ruc 20131312955` or `dni 10117410-2` in, 1 or 0 out."""

import sys

from stdnum.pe import cui, ruc

valid = {"ruc": ruc.is_valid, "dni": cui.is_valid}
for line in sys.stdin:
    kind, number = line.rstrip("\n").split(" ", 1)
    print(int(valid[kind](number)))
