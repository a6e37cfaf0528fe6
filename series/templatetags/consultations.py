from django import template

register = template.Library()
WIDTH, LONG, SHORT = 258, 22, 9


@register.inclusion_tag("consultations/_day_comb.html")
def comb_of_days(passed, limit):
    """Draw the working days of a question, a tooth a day.

    Long ones are those that passed."""
    step = WIDTH / max(limit - 1, 1)
    teeth = [
        f"M{1 + number * step:.1f} 2v{LONG if number < passed else SHORT}"
        for number in range(limit)
    ]
    done = min(passed, limit)
    filled, free = "".join(teeth[:done]), "".join(teeth[done:])
    return {"filled": filled, "free": free, "passed": passed, "limit": limit}
