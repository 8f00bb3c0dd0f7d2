"""Addresses of this part: pages that every visitor sees, and desks behind a sign-in."""

from django.urls import URLPattern, URLResolver, path

from artisans import pages as public
from artisans import uploads, withdraw
from artisans.studio import aloud, entrance, goods, imports, makers, offline, photos, removals, steps, stories, telling

pages: list[URLPattern | URLResolver] = [
    path("artisans/", public.show_artisans, name="artisan-list"),
    path("artisans/<slug:public_id>/", public.show_artisan, name="artisan"),
    path("withdraw/", withdraw.withdraw, name="withdraw"),
]

# One address in every language.
files: list[URLPattern | URLResolver] = [
    path("artisans/photos/<str:name>/<int:width>.<str:kind>", public.show_photo, name="artisan-photo"),
]

desks: list[URLPattern | URLResolver] = [
    path("studio/login/", entrance.sign_in, name="studio-login"),
    # allauth asks for its own name of the same page.
    path("studio/login/", entrance.sign_in, name="account_login"),
    path("studio/logout/", entrance.sign_out, name="studio-logout"),
    path("studio/language/", offline.choose_language, name="studio-language"),
    path("studio/manifest.webmanifest", offline.show_manifest, name="studio-manifest"),
    path("studio/worker.js", offline.show_worker, name="studio-worker"),
    path("studio/offline/", offline.show_offline, name="studio-offline"),
    path("studio/session/", offline.show_session, name="studio-session"),
    path("studio/", stories.show_studio, name="studio"),
    path("studio/makers/", makers.show_makers, name="studio-makers"),
    path("studio/makers/new/", makers.enrol, name="studio-maker-new"),
    path("studio/makers/<slug:public_id>/", makers.show_maker, name="studio-maker"),
    path("studio/makers/<slug:public_id>/consent/", makers.take_consent, name="studio-maker-consent"),
    path("studio/makers/<slug:public_id>/card/", makers.hand_card, name="studio-maker-card"),
    path("studio/makers/<slug:public_id>/adult/", makers.note_adult, name="studio-maker-adult"),
    path("studio/makers/<slug:public_id>/name/", makers.open_name, name="studio-maker-name"),
    path("studio/makers/<slug:public_id>/withdraw/", makers.take_back, name="studio-maker-withdraw"),
    path("studio/stories/<uuid:key>/photos/", photos.show_photos, name="studio-photos"),
    path("studio/photos/<uuid:key>/", photos.show_photo, name="studio-photo"),
    # The number only makes a new address for new pixels.
    path("studio/photos/<uuid:key>/<int:edition>.webp", photos.show_picture, name="studio-photo-picture"),
    path("studio/photos/<uuid:key>/original.webp", photos.show_preview, name="studio-photo-original"),
    path("studio/photos/<uuid:key>/large/", photos.show_large, name="studio-photo-large"),
    path("studio/photos/<uuid:key>/accept/", photos.accept, name="studio-photo-accept"),
    path("studio/photos/<uuid:key>/remove/", photos.remove, name="studio-photo-remove"),
    path("studio/import/", imports.show_import, name="studio-import"),
    path("studio/import/stories.csv", imports.send_template, name="studio-import-template"),
    path("studio/import/<uuid:key>/run/", imports.run_import, name="studio-import-run"),
    path("studio/uploads/", uploads.create_upload, name="studio-uploads"),
    path("studio/uploads/<uuid:key>/", uploads.continue_upload, name="studio-upload"),
    path(
        "studio/makers/<slug:public_id>/consents/<int:record_id>/evidence/",
        removals.open_evidence,
        name="studio-evidence",
    ),
    path("studio/endings/", removals.show_endings, name="studio-endings"),
    path("studio/vault/", removals.show_vault, name="studio-vault"),
    path("studio/vault/<int:maker_id>/name/", removals.name_anew, name="studio-vault-name"),
    path("studio/vault/<int:maker_id>/remove/", removals.leave_vault, name="studio-vault-remove"),
    path("studio/stories/new/", stories.write_story, name="studio-story-new"),
    path("studio/stories/begin/", telling.begin, name="studio-story-begin"),
    path("studio/stories/<uuid:key>/tell/<slug:step>/", telling.tell, name="studio-story-tell"),
    path("studio/stories/<uuid:key>/aloud/", aloud.read_aloud, name="studio-story-aloud"),
    path("studio/stories/<uuid:key>/goods/", goods.show_goods, name="studio-story-goods"),
    path("studio/stories/<uuid:key>/goods/choose/", goods.choose_goods, name="studio-story-goods-choose"),
    path("studio/stories/<uuid:key>/", stories.show_story, name="studio-story"),
    path("studio/stories/<uuid:key>/edit/", stories.edit_story, name="studio-story-edit"),
    path("studio/stories/<uuid:key>/submit/", steps.submit, name="studio-story-submit"),
    path("studio/stories/<uuid:key>/review/", steps.review, name="studio-story-review"),
    path("studio/stories/<uuid:key>/publish/", steps.publish, name="studio-story-publish"),
    path("studio/stories/<uuid:key>/resume/", steps.resume, name="studio-story-resume"),
    path("studio/stories/<uuid:key>/send-back/", steps.send_back, name="studio-story-send-back"),
    path("studio/stories/<uuid:key>/pause/", steps.pause, name="studio-story-pause"),
    path("studio/stories/<uuid:key>/withdraw/", steps.withdraw, name="studio-story-withdraw"),
    path("studio/stories/<uuid:key>/override/", steps.override, name="studio-story-override"),
    path("studio/stories/<uuid:key>/override/<int:override_id>/", steps.confirm, name="studio-story-confirm"),
]
