"""The load curves as one drawing: latency over the rate, a panel for each mix."""

import math

from django.utils.html import escape

WIDTH, HEIGHT, LEFT, TOP, GAP = 260, 200, 60, 34, 84
LEAST, MOST = 0.1, 10_000.0  # milliseconds
LINES = {0.5: ("p50", "#1f6f5c"), 0.99: ("p99", "#ad2d1c")}


def draw(curves):
    """Return an SVG of these curves; rates at which requests were refused are hollow."""
    width = LEFT + len(curves) * (WIDTH + GAP)
    panels = [_panel(curve, LEFT + at * (WIDTH + GAP)) for at, curve in enumerate(curves)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT + TOP + 44}"'
        ' font-family="sans-serif" font-size="11">\n'
        '<rect width="100%" height="100%" fill="#fff"/>\n' + "\n".join(panels) + "\n</svg>\n"
    )


def _panel(curve, left):
    steps = sorted([*curve.steps, curve.flood], key=lambda step: step.rate)
    most = steps[-1].rate
    parts = [_axes(curve, left, most)]
    for share, (name, colour) in LINES.items():
        points = [(_x(step.rate, most), _y(step.quantile(share)), step) for step in steps]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" stroke="{colour}"'
            f' fill="{"#fff" if step.refused() or step.errors() else colour}"/>'
            for x, y, step in points
        ]
        x, y, _ = points[-1]
        parts.append(f'<text x="{x + 6:.1f}" y="{y + 4:.1f}" fill="{colour}">{name}</text>')
    return f'<g transform="translate({left} {TOP})">\n' + "\n".join(parts) + "\n</g>"


def _axes(curve, left, most):
    knee = _x(curve.knee, most)
    lines = [
        f'<text x="0" y="-16" font-weight="bold">{escape(curve.mix)}</text>',
        f'<path d="M0 0V{HEIGHT}H{WIDTH}" fill="none" stroke="#333"/>',
        f'<path d="M{knee:.1f} 0V{HEIGHT}" stroke="#999" stroke-dasharray="4 3"/>',
        f'<text x="{knee:.1f}" y="-3" fill="#666" text-anchor="middle">knee {curve.knee:.0f}/s</text>',
        f'<text x="{WIDTH}" y="{HEIGHT + 30}" text-anchor="end">requests a second</text>',
        f'<text x="0" y="{HEIGHT + 15}">0</text>',
        f'<text x="{WIDTH}" y="{HEIGHT + 15}" text-anchor="middle">{most:.0f}</text>',
    ]
    for power in range(round(math.log10(LEAST)), round(math.log10(MOST)) + 1):
        y = _y(10.0**power)
        lines.append(f'<path d="M0 {y:.1f}H{WIDTH}" stroke="#ddd"/>')
        shown = f"{10**power:g} ms" if power < 3 else f"{10 ** (power - 3):g} s"
        lines.append(f'<text x="-6" y="{y + 4:.1f}" text-anchor="end">{shown}</text>')
    return "\n".join(lines)


def _x(rate, most):
    return rate / most * WIDTH


def _y(milliseconds):
    inside = min(MOST, max(LEAST, milliseconds))
    return HEIGHT * (1 - math.log(inside / LEAST) / math.log(MOST / LEAST))
