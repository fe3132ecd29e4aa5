def merge() -> None:
    """x"""
