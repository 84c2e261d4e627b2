/// The fields of the provider's page, copied from it: name, type as the page calls it, and its required mark.
enum DealerStudioPage {
    static let fields: [(name: String, type: String, isRequired: Bool)] = [
        ("name", "string", false), ("email", "string", true), ("phone", "string", true),
        ("message", "string", false), ("dealership_id", "integer", true), ("dealership_slug", "string", true),
        ("category", "string", true), ("source", "string", true), ("marketing_source", "string", false),
        ("website_id", "integer", false), ("website_slug", "string", false), ("page_id", "integer", false),
        ("stocknum", "string", false), ("provider", "string", false), ("provider_id", "string", false),
        ("certified", "boolean", false), ("golden", "boolean", false), ("location_id", "integer", false),
        ("send_customer_email", "boolean", false), ("car_id", "integer", false), ("model_id", "integer", false),
        ("team_member_id", "integer", false), ("user_email", "string", false), ("lead_state", "string", false),
        ("sms_verified", "boolean", false), ("model_variant_id", "integer", false), ("colour_id", "integer", false),
        ("tags", "array", false), ("opt_in_to_marketing", "boolean", false),
        ("delay_customer_email_minutes", "integer", false), ("delay_dealership_notification_minutes", "integer", false),
        ("disable_strict_validation", "boolean", false), ("time_on_site_seconds", "integer", false),
        ("time_to_submit_seconds", "integer", false), ("lead_files_attributes", "array", false),
        ("lead_files_attributes[0].file_type", "string", false), ("lead_files_attributes[0].file", "string", false),
        ("payment_attributes", "object", false), ("payment_attributes.amount", "number", false),
        ("payment_attributes.car_id", "integer", false), ("payment_attributes.payment_processor_id", "integer", false),
        ("payment_attributes.external_transaction_id", "string", false), ("address_attributes", "object", false),
        ("address_attributes.street", "string", false), ("address_attributes.city", "string", false),
        ("address_attributes.state", "string", false), ("address_attributes.state_long", "string", false),
        ("address_attributes.postcode", "integer", false), ("address_attributes.country", "string", false),
        ("fields", "object", false), ("charge_breakdown", "object", false),
        ("charge_breakdown.total", "object", false), ("charge_breakdown.total.amount", "number", true),
        ("charge_breakdown.charges", "array", false), ("charge_breakdown.charges[0].name", "string", true),
        ("charge_breakdown.charges[0].amount", "number", true),
    ]

    /// As the page runs them together, and where one ends.
    static let categories = """
        New Vehicle Enquiry|Used Vehicle Enquiry|Test Drive Booking|Special Offer Enquiry|Fleet Enquiry|Finance Enquiry|\
        Insurance Enquiry|Subscription Enquiry|Team Member Enquiry|Vehicle Reservation|Online Purchase|\
        Brochure Download|Document Request|Trade-in Enquiry|Sell My Car Enquiry|Service Booking|Service Enquiry|\
        Parts Enquiry|Service Retention|Loan Car Booking|General Enquiry|Survey|Competition Enquiry|Phone Call|\
        Event Enquiry
        """
    static let sources = """
        Walk In|Website|Event|Facebook|Facebook Marketplace|Chatbot|Chatbot - External|QR Code|Carsales|Autotrader|\
        Phone Call|SMS|Connect|Drive|Car Expert|Manufacturer|Autograb|Ford Mobile App|Only Cars|Google Ads|\
        Google Referral|Brisbane Cars|Tweed Cars|Repeat|IApprise|CBA|Bulk SMS Campaign|Retention|Carbee
        """
    static let marketingSources = """
        Facebook|Adwords|Organic|Unknown|QR Code|Email|SMS|GMB|Carsales|Instagram|Popup|Linkedin|CRM|Messenger|\
        Audience Network|TikTok|YouTube
        """

    static let example = """
        {"lead": {"name": "Test Lead", "last_name": "Test", "email": "test@test.com", "phone": "041000000",
        "message": "some notes", "dealership_slug": "test-dealer", "category": "New Vehicle Enquiry",
        "source": "Website", "website_slug": "example-website", "page_id": 123, "location_id": 12345,
        "user_email": "test@example.com", "lead_state": "new", "send_customer_email": false,
        "customer_address": "123 Fake Street", "stocknum": "3210", "provider": "Provider A", "provider_id": "1234",
        "dob": "01/01/1980", "tags": ["tag1"], "address_attributes": {"street": "123 Fake Street",
        "city": "Melbourne", "state": "VIC", "state_long": "Victoria", "postcode": 3000, "country": "Australia"}}}
        """
}
