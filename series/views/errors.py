from django.shortcuts import render


def bad_request(request, exception):
    """Answer a request that Django refuses (a wrong host, too many fields).

    The host cannot be trusted here, so the page is rendered without the request.
    """
    return render(None, "400.html", status=400)
