"""Forecasts of published series: candidate models, their back-test, intervals that hold, the chance of a target."""
