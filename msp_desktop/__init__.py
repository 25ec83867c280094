"""MSP Desktop: set up and run multi-stakeholder partnerships for the Sustainable Development Goals."""

__version__ = "0.1.0"
