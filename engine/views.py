"""The engine over HTTP: GraphQL, its keys and its pictures."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from engine import api


@csrf_exempt
@require_http_methods(["POST"])
def answer_graphql(request: HttpRequest) -> HttpResponse:
    """Run the posted document; no cookie is looked at, so another site's page can do no more than a stranger."""
    if int(request.headers.get("content-length") or 0) > api.LARGEST_BODY:
        return HttpResponse("The request is too large.", status=413, content_type="text/plain")
    headers = {name.lower(): value for name, value in request.headers.items()}
    headers["saleor-client-ip"] = request.META.get("REMOTE_ADDR", "")
    status, body = api.execute(request.body, headers)
    return HttpResponse(body, status=status, content_type="application/json")


@require_GET
def show_keys(request: HttpRequest) -> HttpResponse:
    """The key set that verifies our webhooks."""
    return HttpResponse(api.key_set(), content_type="application/json", headers={"Cache-Control": "max-age=60"})


@require_GET
def show_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture as it was loaded. Raises: Http404."""
    try:
        picture = BytesIO(api.read_media(api.MEDIA_URL + path))
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    return FileResponse(picture, filename=path.rpartition("/")[2])
