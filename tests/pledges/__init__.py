"""Tests of what follows a result: organisations that sign, what they are asked, case studies."""
