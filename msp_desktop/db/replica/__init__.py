"""This office among others: its change log, what it holds and lacks, and how answers come together."""
