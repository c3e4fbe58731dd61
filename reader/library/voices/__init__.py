"""Who speaks in the library, and what is printed more than once.

`index` keeps it in the catalog as articles come and go; `heard` is what is asked.
"""
