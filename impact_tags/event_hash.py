"""The event hash of CBV 2.0, section 8.9: the same event gives the same id, whoever computes it.

The fields that say what happened are written in one fixed order, lists sorted, names and values joined without a
separator, and the text is hashed with SHA-256. Ids, record times and error declarations take no part.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from impact_tags.gs1_uris import canonise_uri

Context = Mapping[str, str]

_CBV = "https://ref.gs1.org/cbv/"
_GS1 = "https://gs1.org/voc/"
_PREFIXES = {"cbv": _CBV, "gs1": _GS1, "epcis": "https://ref.gs1.org/epcis/"}
_IGNORED = {"@context", "type", "eventID", "recordTime", "errorDeclaration", "isA", "rdfs:comment"}
_TIMES = {"eventTime", "time", "startTime", "endTime"}
_VOCABULARIES = {
    "bizStep": f"{_CBV}BizStep-",
    "disposition": f"{_CBV}Disp-",
    "set": f"{_CBV}Disp-",
    "unset": f"{_CBV}Disp-",
    "component": f"{_CBV}Comp-",
    "exception": _GS1,
}
_TYPE_OF = {"bizTransactionList": f"{_CBV}BTT-", "sourceList": f"{_CBV}SDT-", "destinationList": f"{_CBV}SDT-"}
# A list of plain values names each of them; a list of objects may name each of them too.
_ITEMS = {
    "epcList": "epc",
    "childEPCs": "epc",
    "inputEPCList": "epc",
    "outputEPCList": "epc",
    "quantityList": "quantityElement",
    "childQuantityList": "quantityElement",
    "inputQuantityList": "quantityElement",
    "outputQuantityList": "quantityElement",
    "sensorElementList": "sensorElement",
    "sensorReport": "sensorReport",
}


def _read_names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_EVENT_ORDER = _read_names(
    "eventTime eventTimeZoneOffset certificationInfo epcList parentID childEPCs quantityList"
    " childQuantityList inputEPCList inputQuantityList outputEPCList outputQuantityList transformationID"
    " action bizStep disposition persistentDisposition readPoint bizLocation bizTransactionList"
    " destinationList sourceList sensorElementList ilmd"
)
_PART_ORDER = _read_names(
    "id type epcClass bizTransaction source destination quantity set unset sensorMetadata time startTime"
    " endTime exception deviceID deviceMetadata rawData dataProcessingMethod bizRules sensorReport"
    " microorganism chemicalSubstance value component stringValue booleanValue hexBinaryValue uriValue"
    " minValue maxValue meanValue percRank percValue sDev uom coordinateReferenceSystem"
)


def hash_event(event: Mapping[str, Any], *, context: Sequence[Any] = (), ignored: Iterable[str] = ()) -> str:
    """The `ni:///sha-256;...?ver=CBV2.0` id of an event.

    Args:
        context: the `@context` of the document, where extension prefixes are explained.
        ignored: names of extension fields that take no part.
    """
    text = write_prehash(event, context=context, ignored=ignored)
    return f"ni:///sha-256;{sha256(text.encode()).hexdigest()}?ver=CBV2.0"


def write_prehash(event: Mapping[str, Any], *, context: Sequence[Any] = (), ignored: Iterable[str] = ()) -> str:
    """The text that is hashed."""
    prefixes = _read_prefixes([*context, *_as_list(event.get("@context", []))])
    skipped = _IGNORED | set(ignored)
    fields = {name: value for name, value in event.items() if name not in skipped}
    ordered = "".join(_write_field(name, fields[name], prefixes) for name in _EVENT_ORDER if name in fields)
    return f"eventType={event['type']}{ordered}{_write_extensions(fields, prefixes, known=_EVENT_ORDER)}"


def _read_prefixes(context: Iterable[Any]) -> dict[str, str]:
    prefixes = dict(_PREFIXES)
    for part in context:
        if isinstance(part, Mapping):
            prefixes.update({name: uri for name, uri in part.items() if isinstance(uri, str)})
    return prefixes


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _write_field(name: str, value: Any, prefixes: Context) -> str:
    if name in _ITEMS or name in _TYPE_OF or isinstance(value, list):
        return _write_list(name, value, prefixes)
    if isinstance(value, Mapping):
        return name + _write_part(value, prefixes)
    return f"{name}={_write_value(name, value, prefixes)}"


def _write_list(name: str, items: Sequence[Any], prefixes: Context) -> str:
    """Items are sorted as written, so that their order in the document does not matter."""
    item_name = _ITEMS.get(name, "")
    written = []
    for item in items:
        if isinstance(item, Mapping):
            type_prefix = _TYPE_OF.get(name, _GS1 if name == "sensorReport" else "")
            written.append(item_name + _write_part(item, prefixes, type_prefix=type_prefix))
        else:
            written.append(f"{item_name or name}={_write_value(item_name or name, item, prefixes)}")
    # A report list and a plain list are not named once more around their items.
    head = "" if name == "sensorReport" or (not item_name and name not in _TYPE_OF) else name
    return head + "".join(sorted(written))


def _write_part(part: Mapping[str, Any], prefixes: Context, *, type_prefix: str = "") -> str:
    text = ""
    for name in _PART_ORDER:
        if name not in part:
            continue
        if name == "type":
            text += f"type={_expand(str(part['type']), prefixes, type_prefix)}"
        elif name == "sensorMetadata":
            text += "sensorMetadata" + _write_part(part[name], prefixes)
        else:
            text += _write_field(name, part[name], prefixes)
    return text + _write_extensions(part, prefixes, known=_PART_ORDER)


def _write_extensions(fields: Mapping[str, Any], prefixes: Context, *, known: Sequence[str]) -> str:
    """Fields of other vocabularies, under their full names and sorted."""
    return "".join(
        sorted(
            _write_extension(name, value, prefixes)
            for name, value in fields.items()
            if name not in known and name not in _IGNORED
        )
    )


def _write_extension(name: str, value: Any, prefixes: Context) -> str:
    prefix, separator, local = name.rpartition(":")
    label = f"{{{prefixes.get(prefix, prefix)}}}{local}" if separator else name
    if isinstance(value, Mapping):
        return label + _write_extensions(value, prefixes, known=())
    if isinstance(value, list | tuple):
        return "".join(sorted(_write_extension(name, item, prefixes) for item in value))
    return f"{label}={_write_value(name, value, prefixes)}"


def _write_value(name: str, value: Any, prefixes: Context) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return _write_number(value)
    text = str(value).strip()
    if name in _TIMES:
        return _write_time(text)
    return canonise_uri(_expand(text, prefixes, _VOCABULARIES.get(name, "")))


def _expand(text: str, prefixes: Context, vocabulary: str) -> str:
    """A bare word of a vocabulary, or a CURIE whose prefix is known, as a full URI."""
    prefix, separator, local = text.partition(":")
    if separator and not local.startswith("//") and prefix in prefixes:
        return prefixes[prefix] + local
    return text if separator else vocabulary + text


def _write_number(value: int | float | Decimal) -> str:
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _write_time(text: str) -> str:
    """UTC, rounded to milliseconds."""
    moment = datetime.fromisoformat(text).astimezone(UTC) + timedelta(microseconds=500)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"
