"""What the first text of a process costs: no library is loaded that it has no use for."""

import subprocess
import sys
from pathlib import Path

SEEDS = Path(__file__).parents[2] / "seeds"

_READ = """
import sys
from pathlib import Path
from reader.article import read_article
articles = [read_article(Path(path).read_text("utf-8")) for path in sys.argv[1:]]
assert sum(article.published is not None for article in articles) > 2
print(*sorted(name.partition(".")[0] for name in sys.modules))
"""


def test_an_article_with_usual_dates_is_read_without_dateutil_and_rapidfuzz() -> None:
    texts = map(str, sorted(SEEDS.glob("*.txt")))
    ran = subprocess.run(
        [sys.executable, "-c", _READ, *texts], capture_output=True, text=True, check=True
    )
    assert not {"dateutil", "rapidfuzz", "textual", "rich"} & set(ran.stdout.split())
