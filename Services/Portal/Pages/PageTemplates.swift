import Mustache

/// The pages' templates, all of them read when the service starts: one that is wrong is noticed then.
struct PageTemplates: Sendable {
    private let library: MustacheLibrary
    private let kept = KeptParts()

    /// A page's template. The raw value is the name of its file.
    enum Name: String, Sendable, CaseIterable {
        case queue
        case signIn = "sign-in"
        case message
        case body
        case keep
    }

    /// The template of a part that is made by itself. The raw value is the name of its file.
    enum Part: String, Sendable, CaseIterable {
        case queueRow = "queue-row"
        case queueTabs = "queue-tabs"
        case queueChoice = "queue-choice"
        case assignees
        case pagination
        case menu
    }

    /// - Throws: what the library says about a template it cannot read.
    init() throws {
        MustacheContentTypes.register(PageText(), named: PageText.name)
        let sources: [(String, [UInt8])] = [
            ("layout", PackageResources.layout_mustache),
            ("queue-table", PackageResources.queue_table_mustache),
            (Part.queueRow.rawValue, PackageResources.queue_row_mustache),
            (Part.queueTabs.rawValue, PackageResources.queue_tabs_mustache),
            (Part.queueChoice.rawValue, PackageResources.queue_choice_mustache),
            (Part.assignees.rawValue, PackageResources.assignees_mustache),
            (Part.pagination.rawValue, PackageResources.pagination_mustache),
            (Part.menu.rawValue, PackageResources.menu_mustache),
            (Name.queue.rawValue, PackageResources.queue_mustache),
            (Name.signIn.rawValue, PackageResources.sign_in_mustache),
            (Name.message.rawValue, PackageResources.message_mustache),
            (Name.body.rawValue, PackageResources.body_mustache), ("block", PackageResources.block_mustache),
            ("filter", PackageResources.filter_mustache),
            ("cell", PackageResources.cell_mustache), ("tag", PackageResources.tag_mustache),
            ("form", PackageResources.form_mustache), ("form-errors", PackageResources.form_errors_mustache),
            ("field", PackageResources.field_mustache), ("field-notes", PackageResources.field_notes_mustache),
            (Name.keep.rawValue, PackageResources.keep_mustache),
        ]
        var library = MustacheLibrary()
        for (name, bytes) in sources {
            try library.register(
                "{{% CONTENT_TYPE: \(PageText.name)}}\n" + String(decoding: bytes, as: UTF8.self), named: name)
        }
        self.library = library
    }

    /// The page as HTML.
    func html<Content: Sendable>(_ page: Page<Content>) -> String {
        render(page, page.template.rawValue)
    }

    /// A part of a page as HTML.
    func fragment<Content: Sendable>(_ part: Part, _ content: Content) -> String {
        render(content, part.rawValue)
    }

    private func render(_ content: Any, _ template: String) -> String {
        let value = TemplateValue { part in
            kept.html(part) { render(part, type(of: part).template.rawValue) }
        }
        return value.members(of: content).flatMap { library.render($0, withTemplate: template) } ?? ""
    }
}
