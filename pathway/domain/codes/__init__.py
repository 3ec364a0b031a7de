"""The code sets of the returns, as data with their dates, and how people write their codes."""

from pathway.domain.codes.authorities import Kind, LocalAuthority, local_authority
from pathway.domain.codes.ethnicities import Ethnicity, ethnicity_called
from pathway.domain.codes.needs import Need, need_called
from pathway.domain.codes.reasons import UpnUnknown, upn_unknown_called
from pathway.domain.codes.sexes import Sex, sex_called

__all__ = [
    "Ethnicity",
    "Kind",
    "LocalAuthority",
    "Need",
    "Sex",
    "UpnUnknown",
    "ethnicity_called",
    "local_authority",
    "need_called",
    "sex_called",
    "upn_unknown_called",
]
