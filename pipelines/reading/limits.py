"""How large a delivery may be. Beyond these a file is refused, or its parser stopped."""

MEGABYTE = 1024 * 1024

#: Workbooks.
WORKBOOK_BYTES = 50 * MEGABYTE
UNPACKED_BYTES = 300 * MEGABYTE
PART_RATIO = 200
#: Parts below this size may be packed as tightly as they like.
PART_RATIO_FROM = MEGABYTE
PARTS = 500
CELLS = 5_000_000
COLUMNS = 300
MERGED_RANGES = 1_000_000
CELL_CHARACTERS = 32_767

#: The child process that parses workbooks.
CHILD_MEMORY = 1_536 * MEGABYTE
CHILD_CPU_SECONDS = 60
CHILD_WALL_SECONDS = 120
CHILD_OUTPUT = 1_024 * MEGABYTE

#: Text files; ``NAQSHEH_CSV_LIMIT`` (bytes) overrides.
CSV_BYTES = 4_096 * MEGABYTE

#: Rows at the top of a sheet among which the header is looked for, and how far when it is not there.
HEADER_ROWS = 60
DEEPEST_HEADER = 300
