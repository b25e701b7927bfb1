//! What can be found: one code each.

use super::codes;

codes! {
    /// What can be found in a file or about a result.
    FindingCode {
        /// A cell that should hold a number holds something else. Params: none.
        NotANumber = "E_NOT_A_NUMBER": Error,
        /// A number in parentheses: negative or uncertain, which nothing tells. It is not used. Params: none.
        InParentheses = "E_IN_PARENTHESES": Error,
        /// Letters behind values say of what status they are, such as uncertain; the values are used. Params: cells; column is named.
        ValuesFlagged = "W_VALUES_FLAGGED": Warning,
        /// A region that is in no list. The row is left out.
        RegionUnknown = "E_REGION_UNKNOWN": Error,
        /// A code beside the region's name that is another region's. The row is left out. Column is named.
        RegionContradicted = "E_REGION_CONTRADICTED": Error,
        /// A respondent among the first rows who is of one region by its name and of another by its code. Column is named.
        RegionsContradicted = "W_REGIONS_CONTRADICTED": Warning,
        /// How many answered stands behind the names of regions, and it cannot be told of which of their values. Column is named.
        BaseUnused = "W_BASE_UNUSED": Warning,
        /// Numbers of an order of their own where codes of regions should stand; no region is read from them. Column is named.
        RegionsNumbered = "E_REGIONS_NUMBERED": Error,
        /// A period that cannot be read. The row is left out.
        PeriodUnknown = "E_PERIOD_UNKNOWN": Error,
        /// A row has more or fewer fields than the header. Params: expected, found.
        RaggedRow = "W_RAGGED_ROW": Warning,
        /// A row with more fields than the header and a number among those: others may stand under the wrong header. It is
        /// left out. Params: none.
        RowDisplaced = "E_ROW_DISPLACED": Error,
        /// Rows with more numbers than the header has names: values may stand under the wrong header. Params: expected, found.
        HeaderShort = "E_HEADER_SHORT": Error,
        /// A quoted field that goes on over lines which look like rows of the table: a quote is not closed. Column is named.
        RowsInField = "W_ROWS_IN_FIELD": Warning,
        /// A share outside 0–100 per cent.
        ShareOutOfRange = "E_SHARE_OUT_OF_RANGE": Error,
        /// A value between 0 and 1 among per cents: shares written in two ways. The value is not used.
        ShareScaleMixed = "E_SHARE_SCALE_MIXED": Error,
        /// An age that cannot be read as a band of years; it takes no part. Params: measure.
        AgeUnknown = "E_AGE_UNKNOWN": Error,
        /// Ages that overlap, are not the same for all, or do not fit the standard population: no standardised rate.
        /// Params: measure.
        AgesUneven = "E_AGES_UNEVEN": Error,
        /// No row for riket to take the expected rates or the standard population from. Params: measure.
        NoNationalRates = "E_NO_NATIONAL_RATES": Error,
        /// A numerator larger than its denominator.
        NumeratorAboveDenominator = "E_NUMERATOR_ABOVE_DENOMINATOR": Error,
        /// A weight that is missing or negative. The row is left out.
        BadWeight = "E_BAD_WEIGHT": Error,
        /// A respondent without stratum or sampling unit. The row is left out.
        DesignMissing = "E_DESIGN_MISSING": Error,
        /// The same measure, region, period and group stands twice with different values; none of them is used. Params: measure.
        DuplicateFigure = "E_DUPLICATE_FIGURE": Error,
        /// The same figure stands twice with the same value; it is used once. Params: measure.
        RepeatedFigure = "N_REPEATED_FIGURE": Note,
        /// An answer that the scale does not know. Params: none; counted as outside the base.
        AnswerUnknown = "W_ANSWER_UNKNOWN": Warning,
        /// A respondent's id that stood on a row before, about the same region and period: each row counts. Column is named.
        RespondentTwice = "W_RESPONDENT_TWICE": Warning,
        /// A stratum with one sampling unit: no standard error for estimates that need it. Params: strata.
        LonelyUnit = "E_LONELY_UNIT": Error,
        /// A dimension without the questions' published weights, which is not held against a published value. Params: measure.
        OwnWeights = "W_OWN_WEIGHTS": Warning,
        /// Replicate weights were drawn from the sampling units by a bootstrap. Params: draws, seed.
        BootstrapDrawn = "N_BOOTSTRAP_DRAWN": Note,
        /// Estimates that rest on one sampling unit or on units that do not differ: shown without an interval and not tested.
        /// Params: measure, estimates.
        NoSpread = "W_NO_SPREAD": Warning,
        /// Numbers in a table of figures that no figure is made of. Column is named.
        ColumnUnused = "W_COLUMN_UNUSED": Warning,
        /// Limits or standard errors in rows of their own: they are measures, and the values of other rows have none. Column is named.
        LimitsInRows = "W_LIMITS_IN_ROWS": Warning,
        /// Limits that do not lie around their value: no interval is made of them. Row and column are named.
        LimitsElsewhere = "W_LIMITS_ELSEWHERE": Warning,
        /// Riket stands among the levels of a column that is not that of regions: those rows are not read as the nation. Column is named.
        NationAmongLevels = "W_NATION_AMONG_LEVELS": Warning,
        /// Values that look like a code for missing (999, -99), far from all others; they are used. Params: cells; column is named.
        CodesForMissing = "W_CODES_FOR_MISSING": Warning,
        /// A header that another column of figures has: nothing says how they differ, and they are read as two. Column is named.
        HeaderTwice = "W_HEADER_TWICE": Warning,
        /// Days of answers within half a year that lie in two years: the answers are divided between them. Column is named.
        FieldworkOverYears = "W_FIELDWORK_OVER_YEARS": Warning,
        /// Dates that may have the day or the month first; they are read with the day first. Column is named.
        DatesAmbiguous = "W_DATES_AMBIGUOUS": Warning,
        /// Answers that are few numbers without words, of which the mean is taken: which is positive cannot be known. Column is named.
        CodesWithoutWords = "W_CODES_WITHOUT_WORDS": Warning,
        /// Dates among ages or other bands, which a spreadsheet has made of some of them. Params: cells; column is named.
        DatesAmongBands = "W_DATES_AMONG_BANDS": Warning,
        /// Levels of a column that are one in several spellings. Params: levels; column is named.
        SpellingsJoined = "N_SPELLINGS_JOINED": Note,
        /// Regions with few sampling units, such as health centres: their intervals are too short. Params: regions, least.
        FewUnits = "W_FEW_UNITS": Warning,
        /// A column looks like personal identity numbers or names; it is not read further. Column is named.
        IdentifyingColumn = "W_IDENTIFYING_COLUMN": Warning,
        /// A row that sums or averages the others was set aside.
        SummaryRow = "N_SUMMARY_ROW": Note,
        /// A row of a municipality, or of several regions, among those of regions: it is set aside.
        OtherPlace = "W_OTHER_PLACE": Warning,
        /// The row of the nation was read as the nation, not as a region.
        NationalRow = "N_NATIONAL_ROW": Note,
        /// The nation, and regions, stand among units in a table that no column tells the regions of: their rows are theirs. Column is named.
        PlacesAmongUnits = "N_PLACES_AMONG_UNITS": Note,
        /// No column says of which region the rows are: they count as the chosen one's. Params: none.
        NoRegionColumn = "N_NO_REGION_COLUMN": Note,
        /// No column says of which region the rows are, and the title or the sheet names the nation: they count as its.
        /// Params: none.
        NationByTitle = "N_NATION_BY_TITLE": Note,
        /// No column says of which region the rows are, and the title or the sheet names one: they count as its.
        /// Params: region.
        RegionByTitle = "N_REGION_BY_TITLE": Note,
        /// A period that is one word of all figures' names was taken for theirs. Params: period; column is named.
        PeriodFromHeader = "N_PERIOD_FROM_HEADER": Note,
        /// A period that only the title, or the name of the sheet, says was taken for that of all figures. Params: period.
        PeriodFromTitle = "N_PERIOD_FROM_TITLE": Note,
        /// Lines before the table were set aside. Params: lines.
        TitleLines = "N_TITLE_LINES": Note,
        /// A heading between the rows, or the header once more, was set aside.
        HeadingRow = "N_HEADING_ROW": Note,
        /// Headings between the rows say of which period or group the rows below them are. Params: none.
        BlockHeading = "N_BLOCK_HEADING": Note,
        /// Rows without a region are about the region of the row above. Params: cells; column is named.
        CarriedDown = "N_CARRIED_DOWN": Note,
        /// Lines after the table were set aside. Params: lines.
        FooterLines = "N_FOOTER_LINES": Note,
        /// Cells hidden by the publisher (such as `<5` or `x`) were kept apart from missing ones. Params: cells.
        SuppressedCells = "N_SUPPRESSED_CELLS": Note,
        /// Text was doubly encoded and was repaired.
        EncodingRepaired = "W_ENCODING_REPAIRED": Warning,
        /// Bytes that the encoding does not allow. Params: cells.
        EncodingDoubtful = "W_ENCODING_DOUBTFUL": Warning,
        /// The decimal sign could not be decided from the column. Params: none.
        DecimalAmbiguous = "W_DECIMAL_AMBIGUOUS": Warning,
        /// The sheet that was read, among several. Params: sheet, sheets.
        SheetChosen = "N_SHEET_CHOSEN": Note,
        /// A note at the table says that a series is broken. Params: none.
        SeriesBreakNoted = "W_SERIES_BREAK_NOTED": Warning,
        /// Several tables in one sheet; the first was read. Params: tables.
        SeveralTables = "W_SEVERAL_TABLES": Warning,
        /// A hidden sheet was not read. Params: sheets.
        HiddenSheet = "N_HIDDEN_SHEET": Note,
        /// Rows and columns of the table that the workbook does not show; they were read. Params: lines, columns.
        HiddenCells = "W_HIDDEN_CELLS": Warning,
        /// Cells of the sheet have comments, which are not read. Params: none.
        Comments = "W_COMMENTS": Warning,
        /// Formulas whose results the workbook does not hold: it was never opened and saved in Excel. Params: cells.
        FormulasWithoutValues = "W_FORMULAS_WITHOUT_VALUES": Warning,
        /// The last line has no line end and too few fields: the file may be cut off.
        Truncated = "W_TRUNCATED": Warning,
        /// What the file is about could not be decided; the user must say. Params: none.
        KindUnknown = "E_KIND_UNKNOWN": Error,
        /// The file holds something that is recognised but not computed yet. Params: kind.
        KindNotComputed = "E_KIND_NOT_COMPUTED": Error,
        /// The columns that a kind needs are missing. Params: role.
        ColumnMissing = "E_COLUMN_MISSING": Error,
        /// A column that the plan names is not in the file. Params: none; column is named.
        PlanColumnMissing = "E_PLAN_COLUMN_MISSING": Error,
        /// The same file stands twice among the files: all that is in it counts twice. Params: none.
        FileTwice = "E_FILE_TWICE": Error,
        /// A file that none of the plan's patterns fits; it is read as it is recognised. Params: none.
        FileNotInPlan = "W_FILE_NOT_IN_PLAN": Warning,
        /// A survey without the column of a measure that other files have; its respondents take no part. Params: measure; column is named.
        MeasureNotInFile = "W_MEASURE_NOT_IN_FILE": Warning,
        /// A positive answer of the plan that nobody gave. Params: measure.
        PositiveNotGiven = "W_POSITIVE_NOT_GIVEN": Warning,
        /// Answers that count as not positive and do not look it: another spelling of a positive one, "don't know", a code for missing. Params: measure, found.
        AnswersDoubtful = "W_ANSWERS_DOUBTFUL": Warning,
        /// A question about something bad: neither the file nor the plan says whether a high share is good. Params: measure.
        DirectionUnsure = "W_DIRECTION_UNSURE": Warning,
        /// Values between 0 and 1 or 100 beside a number of answers were taken for shares. Params: measure.
        ShareAssumed = "W_SHARE_ASSUMED": Warning,
        /// A share is not what its numerator and denominator give.
        ShareContradicted = "W_SHARE_CONTRADICTED": Warning,
        /// All per cents of a measure are below one. Params: measure.
        SharesBelowOne = "W_SHARES_BELOW_ONE": Warning,
        /// Numbers and amounts grow with the region: they are not held against riket or other regions. Params: measure.
        GrowsWithRegion = "W_GROWS_WITH_REGION": Warning,
        /// A measure is called as an indicator and its values are far from all that are published of it: they are not held
        /// against those. Params: measure, indicator.
        ValuesFarFromIndicator = "W_VALUES_FAR_FROM_INDICATOR": Warning,
        /// Money of one measure in several units is in the largest of them. Params: measure, unit.
        UnitsJoined = "N_UNITS_JOINED": Note,
        /// Values of one measure in units that cannot be made one. None is used. Params: measure.
        UnitsDiffer = "E_UNITS_DIFFER": Error,
        /// Levels of a group are answers to one question: each is held against the same elsewhere and none against another.
        /// Column is named.
        AnswersApart = "N_ANSWERS_APART": Note,
        /// Sexes are codes without words, and 0 is one: everybody or unknown, which cannot be decided. Column is named.
        ZeroAmongSexes = "W_ZERO_AMONG_SEXES": Warning,
        /// No file has the chosen region. Params: region.
        OwnRegionMissing = "W_OWN_REGION_MISSING": Warning,
        /// Nothing says of which period the figures are. Params: none.
        NoPeriod = "W_NO_PERIOD": Warning,
        /// The national average is estimated from the file. Params: measure, regions.
        NationFromFile = "N_NATION_FROM_FILE": Note,
        /// The nation is the built-in reference. Params: measure, indicator.
        NationFromReference = "N_NATION_FROM_REFERENCE": Note,
        /// The file holds fewer than 21 regions: its average is not riket. Params: measure, regions.
        NationPartial = "W_NATION_PARTIAL": Warning,
        /// No national figure was found for a measure. Params: measure.
        NoNationalValue = "W_NO_NATIONAL_VALUE": Warning,
        /// The file's weights were not given, each respondent counts the same.
        NoWeights = "W_NO_WEIGHTS": Warning,
        /// A pandemic year (2020–2021) is the base of a change. Params: period.
        PandemicBase = "W_PANDEMIC_BASE": Warning,
        /// Protection of small groups is switched off by the plan.
        ProtectionOff = "W_PROTECTION_OFF": Warning,
        /// Small groups were hidden. Params: cells, minimum.
        SmallCellsHidden = "N_SMALL_CELLS_HIDDEN": Note,
        /// More answers than the plan says were asked for: no response rate. Params: invited, period.
        MoreAnswersThanInvited = "W_MORE_ANSWERS_THAN_INVITED": Warning,
        /// The file has fewer than four of a region's similar regions: no mean of them. Params: none.
        FewPeers = "N_FEW_PEERS": Note,
        /// Measures are not held against each other: several files, so respondents cannot be told apart. Params: none.
        MeasuresNotPaired = "W_MEASURES_NOT_PAIRED": Warning,
        /// The interval of a published value was taken as 95 per cent. Params: none.
        IntervalAssumed = "N_INTERVAL_ASSUMED_95": Note,
        /// A series that the system perspective asks for is neither a measure nor an indicator. Params: measure.
        SystemSeriesMissing = "W_SYSTEM_SERIES_MISSING": Warning,
        /// An equalisation year of another model than the one that rests on the cost year; nothing is adjusted for that year. Params: year, equalisation, model.
        EqualisationModelBreak = "W_EQUALISATION_MODEL_BREAK": Warning,
        /// An equalisation year that is not the year after the cost. Params: year, equalisation.
        EqualisationYearUnusual = "N_EQUALISATION_YEAR_UNUSUAL": Note,
        /// The index for all health care is used on a part of it. Params: measure.
        StructureOwnMethod = "N_STRUCTURE_OWN_METHOD": Note,
        /// An indicator without a good direction cannot be part of the quality index. Params: measure.
        IndexWithoutDirection = "W_INDEX_WITHOUT_DIRECTION": Warning,
        /// An indicator where lower is better cannot be a result in the analysis of efficiency. Params: measure.
        ResultLowerIsBetter = "W_RESULT_LOWER_IS_BETTER": Warning,
        /// An indicator where higher is better cannot be a resource in the analysis of efficiency. Params: measure.
        ResourceHigherIsBetter = "W_RESOURCE_HIGHER_IS_BETTER": Warning,
        /// Too few regions for the resources and results chosen. Params: regions, least.
        TooFewForFrontier = "W_TOO_FEW_FOR_FRONTIER": Warning,
        /// Amounts of one table in different units: values a thousand times or more apart within one area. Params: series, period.
        UnitsMixed = "E_UNITS_MIXED": Error,
        /// One region's amounts are a thousand times those of the other regions for each inhabitant. Params: series, region.
        RegionInOtherUnit = "E_REGION_IN_OTHER_UNIT": Error,
        /// A population far from the published one. Params: period, region.
        PopulationUnlikely = "E_POPULATION_UNLIKELY": Error,
        /// A unit of amounts that is not known. The row is left out.
        UnitUnknown = "E_UNIT_UNKNOWN": Error,
        /// The unit of the amounts is not said anywhere; kronor was assumed. Params: none.
        UnitAssumed = "W_UNIT_ASSUMED": Warning,
        /// Regions that other periods of the table have are missing in a period. Params: period, regions.
        RegionsMissing = "W_REGIONS_MISSING": Warning,
        /// A negative cost, number of posts or population. The row is left out.
        NegativeAmount = "E_NEGATIVE_AMOUNT": Error,
        /// A level is the sum of the others: counted together with them it would be counted twice. Params: series.
        TotalAmongParts = "W_TOTAL_AMONG_PARTS": Warning,
        /// The same series, region and period stands twice. Neither is used. Params: series.
        AmountTwice = "E_AMOUNT_TWICE": Error,
        /// Several amounts on the same account in a month, which are summed as postings. Column is named. Params: none.
        PostingsSummed = "N_POSTINGS_SUMMED": Note,
        /// A measure names an area, profession or kind of contact that no file has. Params: measure, series, nearest.
        SeriesMissing = "E_SERIES_MISSING": Error,
        /// No population for a region and period. Params: measure, period.
        PopulationMissing = "W_POPULATION_MISSING": Warning,
        /// Amounts of no period, which no population can be found for. Params: none.
        PeriodMissing = "E_PERIOD_MISSING": Error,
        /// An amount below the line is missing or cannot be used, and what stands on it is not computed. Params: measure, period, regions.
        AmountLacking = "W_AMOUNT_LACKING": Warning,
        /// Levels of a group are no municipalities; they count as missing there. Params: column, levels.
        MunicipalityUnknown = "W_MUNICIPALITY_UNKNOWN": Warning,
        /// The need of care that areas are told apart by stands nowhere. Params: column, series, nearest.
        NeedMissing = "E_NEED_MISSING": Error,
        /// Levels of a group have no known need of care; they count as missing there. Params: column, levels.
        AreaWithoutNeed = "W_AREA_WITHOUT_NEED": Warning,
        /// Which areas are at or above the limit of need. Params: column, found, levels, areas.
        AreasByNeed = "N_AREAS_BY_NEED": Note,
        /// Neither the file nor the plan says what the need of care is held against. Params: measure.
        NeedWithoutReference = "N_NEED_WITHOUT_REFERENCE": Note,
        /// Growth in running prices. Params: measure.
        RunningPrices = "N_RUNNING_PRICES": Note,
        /// The deflator has no value for a period that has costs. Params: period.
        DeflatorMissing = "E_DEFLATOR_MISSING": Error,
    }
}
