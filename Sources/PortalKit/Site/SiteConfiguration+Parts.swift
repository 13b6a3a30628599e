extension SiteConfiguration {
    /// How to reach the authority; each part may be missing.
    public struct Contact: Sendable, Equatable {
        /// Postal address.
        public var address: String?
        /// Telephone number, as it is to be shown.
        public var phone: String?
        /// Mail address.
        public var email: String?
        /// The person who answers for the portal, with their office.
        public var responsible: String?
    }

    /// A module that the site names. Its settings stay as written until the module is loaded and says what they mean.
    public struct Module: Sendable {
        /// The module's id, for example `news`.
        public let id: String
        /// False when the site holds the module back.
        public let isEnabled: Bool
        /// The path under which its pages lie, without a slash at its end; nil: the module's own default.
        public let mount: String?
        /// The mapping `settings`, to be read with `ModuleSettings.read(from:definitions:faults:)`.
        public let settings: ConfigNode?
        /// The file's line, for faults that only the loader can see.
        public let line: Int
    }

    /// A block in its place on the home page.
    public struct HomeBlock: Sendable {
        /// The block's full name, for example `news.featured`.
        public let block: String
        /// Its share of the row.
        public let width: Width
        /// The block's options as written.
        public let options: ConfigNode?
        /// The file's line, for faults that only the loader can see.
        public let line: Int

        /// A share of the page's width.
        public enum Width: String, Sendable, CaseIterable {
            /// The whole row.
            case full
            /// A half.
            case half
            /// A third.
            case third
            /// Two thirds, beside a block of one third.
            case twoThirds = "two-thirds"
        }
    }

    /// A link at the head of the home page.
    public struct QuickLink: Sendable, Equatable {
        /// What the link says, and where it leads.
        public let link: Link
        /// A few words under it.
        public let note: Words?
        /// A symbol of the core's `icons.svg`.
        public let icon: Icon

        /// The symbols that a quick link can show.
        public enum Icon: String, Sendable, CaseIterable {
            case calendar, chart, dossier, feed, file, globe, history, house, info, law, mail, person, phone, pin
            case search, shield, tag, track, voice
        }
    }

    /// Words of the site in its first language, and in those of its others that somebody wrote them in.
    public struct Words: Sendable, Equatable {
        let text: String
        let translations: [String: String]

        /// What readers of that language see: their own words, else those of the first language.
        public subscript(language: String) -> String { translations[language] ?? text }
    }

    /// A link at the foot of each page.
    public struct Link: Sendable, Equatable {
        /// What the link says.
        public let title: Words
        /// A path of this site (`/…`), or an address with http or https.
        public let url: String
    }

    /// How mail leaves.
    public struct Mail: Sendable, Equatable {
        /// The way out.
        public var transport = Transport.none
        /// The sender; never nil unless the transport is `none`.
        public var from: String?
        /// The server; never nil when the transport is `smtp`.
        public var smtp: SMTPSettings?

        /// A way for mail to leave.
        public enum Transport: String, Sendable, CaseIterable {
            /// Written to the site's data folder, one file a message.
            case folder
            /// Handed to a mail server.
            case smtp
            /// Handed to the machine's sendmail command.
            case sendmail
            /// No mail.
            case none
        }
    }

    /// Rules for whoever logs in.
    public struct Accounts: Sendable, Equatable {
        /// Who must have a second factor; everybody may.
        public var secondFactor = SecondFactor.optional

        /// Who must have a second factor.
        public enum SecondFactor: String, Sendable, CaseIterable {
            /// Nobody.
            case optional
            /// Whoever may do everything.
            case administrators
            /// Everybody with an account.
            case everyone
        }
    }

    /// What the site makes of a module's workflow until somebody changes it in the administration.
    public struct Workflow: Sendable, Equatable {
        /// The workflow's id: `news.editorial`.
        public var id: String
        /// Its steps.
        public var plan: WorkflowPlan
        /// Where it stands in `site.yml`.
        public var line: Int?
    }

    /// How long data is kept.
    public struct Retention: Sendable, Equatable {
        /// Days that an audit entry is kept.
        public var auditDays = 3650
        /// Hours after which a login ends.
        public var sessionsHours = 12
        /// Days that superseded revisions are kept; nil: for good, as Art. 4.4 of the regulation asks.
        public var revisionsDays: Int?
    }

    /// How much may be sent and kept.
    public struct Limits: Sendable, Equatable {
        /// Megabytes (2^20 bytes) of one uploaded file.
        public var uploadMegabytes = 20
        /// Files of one form.
        public var uploadsPerForm = 10
        /// Kilobytes (2^10 bytes) of a form without its files.
        public var formKilobytes = 512
        /// Megabytes (2^20 bytes) of all files of the site together.
        public var filesTotalMegabytes = 20_480
        /// What editors may put into the library and attach to records.
        public var fileTypes = MediaType.allowed

        var filesTotalBytes: Int { filesTotalMegabytes << 20 }
    }

    /// How the site's data is kept safe: one archive a night, and how many of them are kept.
    public struct Backup: Sendable, Equatable {
        /// False when backups are made in another way.
        public var isEnabled = true
        /// An absolute path; nil: beside the data folder.
        public var folder: String?
        /// The hour of the day, by the clock of Viet Nam, at which the backup begins.
        public var hour = 2
        /// Of how many days the last backup is kept.
        public var daily = 7
        /// Of how many weeks.
        public var weekly = 4
        /// Of how many months.
        public var monthly = 6

        var retention: BackupRetention { BackupRetention(daily: daily, weekly: weekly, monthly: monthly) }
    }
}
