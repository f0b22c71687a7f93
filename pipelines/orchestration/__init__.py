"""Orchestration: the build's steps as Dagster assets, with their checks, schedules and sensor.

Nothing is computed here; :mod:`pipelines.pipeline` does that. This file imports nothing, so that the command can
look at a workspace without paying for Dagster.
"""
