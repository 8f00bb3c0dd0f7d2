"""Where the engine is known to differ from Saleor: each is to be mended in the engine, then its line goes.

Keys are the names of tests with their parameters but without the side; a test that passes after all fails the run.
"""

ENGINE_DIFFERS = {
    "test_a_country_without_a_zone_has_no_stock": "the engine takes an address without a zone and offers no way there",
    "test_a_visitor_neither_attaches_nor_detaches_a_customer[checkoutCustomerAttach]": "comes with the accounts",
    "test_a_visitor_neither_attaches_nor_detaches_a_customer[checkoutCustomerDetach]": "comes with the accounts",
    "test_what_is_missing_is_asked_for_one_after_the_other": "the engine asks for the address before the e-mail",
    "test_a_way_of_another_checkout_is_refused": "the engine says NOT_FOUND",
    "test_another_country_makes_the_choice_invalid": "the engine says NOT_FOUND",
    "test_a_blank_key_is_refused": "the engine names the field `metadata`, Saleor `input`",
    "test_a_document_that_cannot_be_answered_is_broken[empty]": "the engine calls an empty document a syntax error",
    "test_a_token_that_does_not_hold_is_no_one[expired]": "the engine takes every JWT for its own",
    "test_a_refresh_token_that_is_none_is_refused": "the engine names no field",
    "test_a_voucher_is_taken_off_again": "the engine lets any code be taken off",
}
