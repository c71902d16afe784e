namespace AccessUndenied.Aws.Events;

/// <summary>Whether a record is wanted, by a look at its bytes; asked for every record, by several threads.</summary>
internal delegate bool RecordFilter(in ScannedRecord record);
