"""The command line."""


def main() -> int:
    """Run one verb, or open the reader."""
    return 0
