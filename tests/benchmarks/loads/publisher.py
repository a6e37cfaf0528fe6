"""Publishes an article anew every second until it is ended, a line for each publication."""

import time

import django


def main():
    django.setup()
    from tests.helpers import making

    row = making.article("public", headline="每秒发布一次")
    print("ready", flush=True)
    next_at = time.monotonic()
    number = 0
    while True:
        number += 1
        making.republish(row, headline=f"每秒发布一次，第{number}次")
        print(number, flush=True)
        next_at += 1
        time.sleep(max(0.0, next_at - time.monotonic()))


if __name__ == "__main__":
    main()
