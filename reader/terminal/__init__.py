"""The thin wire: a driver for Textual that sends only what differs.

    driver.py        Textual's Linux driver, with the parts below between it and the terminal
    shadow.py        what the terminal shows, and what it should show
      frames.py      reads what Textual writes into cells
      literal.py     rows that only the terminal knows how to show
      painting.py    the bytes that turn the one into the other
      motion.py      the shortest way for the cursor
      scrolling.py   rows that have moved
      grid.py  pens.py  widths.py
    capabilities.py  what the terminal is known to do
      terminfo.py  answers.py
    line.py          the thread that writes, when the terminal takes it
      pacing.py      how much may be under way

Nothing here knows the reader; only `driver.py` knows Textual.
"""
