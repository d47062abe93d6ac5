"""gavah: turns a pile of news reports and statements into a register that stands up."""

__version__ = "0.1.0"
