"""Template tags that every theme may use: pictures, money, durations, dates."""

from django import template

register = template.Library()
