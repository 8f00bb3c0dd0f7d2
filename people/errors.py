"""What can go wrong when somebody signs in. Each error carries the sentence for the page."""


class SignInError(Exception):
    """The sign-in did not happen; `str()` is the sentence to show."""


class WrongPassword(SignInError):
    """No account takes this e-mail with this password; another try may help."""

    def __init__(self) -> None:
        super().__init__("E-mail and password do not belong together. Please try again.")


class TooManyAttempts(SignInError):
    """Too many wrong passwords, or whatever `what` says; only waiting helps."""

    def __init__(self, wait_seconds: int, what: str = "wrong passwords") -> None:
        self.wait_seconds = wait_seconds
        minutes = max(1, -(-wait_seconds // 60))
        unit = "minute" if minutes == 1 else "minutes"
        super().__init__(f"Too many {what}. Please wait {minutes} {unit} and try again.")


class NotConfirmed(SignInError):
    """The password is right, but the e-mail was never confirmed."""

    def __init__(self) -> None:
        super().__init__(
            "Please confirm your e-mail first: the link is in the mail we sent you. If it is lost, ask for a new "
            "password; that confirms the e-mail too."
        )


class NotStaff(SignInError):
    """The account is real but nobody's who works here."""

    def __init__(self) -> None:
        super().__init__("This account does not work here. Staff accounts are made in Saleor.")


class WrongCode(SignInError):
    """The second factor was wrong or used before."""

    def __init__(self) -> None:
        super().__init__("This does not fit, or was used before. Wait for the next code and try again.")


class SignInEnded(SignInError):
    """Saleor no longer takes the sign-in of this session."""

    def __init__(self) -> None:
        super().__init__("Your sign-in has ended. Please sign in again.")
