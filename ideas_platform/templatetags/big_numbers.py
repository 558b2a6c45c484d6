"""Numbers as people read them, in templates."""

from django import template

from ideas_platform.lib.big_numbers import write_number

register = template.Library()

register.filter("in_thousands", write_number)
