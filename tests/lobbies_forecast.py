"""A forecast for tests: every service of a lobby, busiest at ten, in the weeks from a day on."""

from datetime import date, timedelta

from hub.domain.forecast.grades import Forecast, Grade, HourForecast
from hub.domain.publicity import DAYS, spans
from hub.domain.site import Service, Site


def busy_at_ten(site: Site, first: date) -> Forecast:
    """Very busy from ten to eleven, very quiet at four in the afternoon, normal else."""
    days = [first + timedelta(days=ahead) for ahead in range(DAYS)]
    services = site.services.values()
    return Forecast(
        first,
        tuple(
            HourForecast(service.id, day, hour, _grade(hour), arrivals=4.0, wait=12.0)
            for service in services
            for day in days
            for hour in _hours(site, service, day)
        ),
    )


def _grade(hour: int) -> Grade:
    return {10: Grade.VERY_BUSY, 16: Grade.VERY_QUIET}.get(hour, Grade.NORMAL)


def _hours(site: Site, service: Service, day: date) -> list[int]:
    return [
        hour
        for span in spans(site, service, day)
        for hour in range(span.start.hour, span.end.hour + (span.end.minute > 0))
    ]
