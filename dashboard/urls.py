"""Addresses of the dashboard. Orders go by their number: Saleor's id is a bearer secret."""

from django.urls import URLPattern, URLResolver, path

from dashboard import changes, entrance, letters, pages, review, security, stories, withdrawals

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.show_today, name="dashboard"),
    path("login/", entrance.sign_in, name="dashboard-login"),
    path("login/second/", entrance.second_step, name="dashboard-login-second"),
    path("security/", security.show_security, name="dashboard-security"),
    path("security/app/", security.add_app, name="dashboard-security-app"),
    path("security/passkey/", security.add_passkey, name="dashboard-security-passkey"),
    path("security/passkey/<int:key>/", security.drop_passkey, name="dashboard-security-passkey-drop"),
    path("security/codes/", security.make_codes, name="dashboard-security-codes"),
    path("security/off/", security.switch_off, name="dashboard-security-off"),
    path("logout/", entrance.sign_out, name="dashboard-logout"),
    path("orders/", pages.show_orders, name="dashboard-orders"),
    path("orders/<str:number>/", pages.show_order, name="dashboard-order"),
    path("orders/<str:number>/send/", changes.send, name="dashboard-order-send"),
    path("orders/<str:number>/refund/", changes.refund, name="dashboard-order-refund"),
    path("orders/<str:number>/capture/", changes.capture, name="dashboard-order-capture"),
    path("orders/<str:number>/cancel/", changes.cancel, name="dashboard-order-cancel"),
    path("orders/<str:number>/note/", changes.note, name="dashboard-order-note"),
    path("orders/<str:number>/finish/", changes.finish, name="dashboard-order-finish"),
    path("unconfirmed/", pages.show_unconfirmed, name="dashboard-unconfirmed"),
    path("connection/", pages.show_connection, name="dashboard-connection"),
    path("mail/", letters.show_mails, name="dashboard-mails"),
    path("mail/<int:message_id>/", letters.show_mail, name="dashboard-mail"),
    path("mail/<int:message_id>/html/", letters.show_letter, name="dashboard-letter"),
    path("mail/<int:message_id>/again/", letters.try_again, name="dashboard-mail-again"),
    path("withdrawals/", withdrawals.show_withdrawals, name="dashboard-withdrawals"),
    path("withdrawals/<slug:key>/confirm/", withdrawals.confirm, name="dashboard-withdrawal-confirm"),
    path("readings/", withdrawals.show_readings, name="dashboard-readings"),
    path("stories/", stories.show_queue, name="dashboard-stories"),
    path("stories/<uuid:key>/", stories.show_story, name="dashboard-story"),
    path("stories/<uuid:key>/publish/", review.publish, name="dashboard-story-publish"),
    path("stories/<uuid:key>/resume/", review.resume, name="dashboard-story-resume"),
    path("stories/<uuid:key>/send-back/", review.send_back, name="dashboard-story-send-back"),
    path("stories/<uuid:key>/pause/", review.pause, name="dashboard-story-pause"),
]
